//! Which device a browser says it is, from its `User-Agent`: enough for its owner to recognise it, and no more.

use actix_web::HttpRequest;
use actix_web::http::header::USER_AGENT;
use domain::ports::account_desk::Device;

/// Browsers by the token that tells them; those that also carry others' tokens come first.
const BROWSERS: [(&str, &str); 12] = [
    ("MicroMessenger/", "微信"),
    ("wxwork/", "企业微信"),
    ("DingTalk/", "钉钉"),
    ("QQBrowser/", "QQ浏览器"),
    ("HuaweiBrowser/", "华为浏览器"),
    ("MiuiBrowser/", "小米浏览器"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
];

const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "鸿蒙"),
    ("OpenHarmony", "鸿蒙"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// The device that sends a request.
pub fn of_request(request: &HttpRequest) -> Device {
    let header = request.headers().get(USER_AGENT);
    named(header.and_then(|value| value.to_str().ok()).unwrap_or_default())
}

/// Names a device; what it does not know stays empty. Of versions only the first number is kept.
fn named(user_agent: &str) -> Device {
    let browser = BROWSERS.iter().find_map(|(token, name)| {
        let rest = user_agent.split_once(token)?.1;
        let major: String = rest.chars().take_while(char::is_ascii_digit).take(4).collect();
        Some(format!("{name} {major}").trim_end().to_owned())
    });
    let system = SYSTEMS.iter().find(|(token, _)| user_agent.contains(token));
    Device {
        browser: browser.unwrap_or_default(),
        system: system.map(|(_, name)| (*name).to_owned()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_devices_have_names() {
        let cases = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0",
                "Edge 128",
                "Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "Safari 17",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; HBN-AL80) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.49(0x28003133)",
                "微信 8",
                "Android",
            ),
            ("curl/8.5.0", "", ""),
            ("", "", ""),
        ];
        for (user_agent, browser, system) in cases {
            let device = named(user_agent);
            assert_eq!(
                (device.browser.as_str(), device.system.as_str()),
                (browser, system),
                "{user_agent}"
            );
        }
    }
}
