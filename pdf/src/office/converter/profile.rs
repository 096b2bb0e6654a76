//! A new, nearly empty profile for each start: nothing of one file is there when the next one is read.
//!
//! LibreOffice makes a profile by itself, but then asks to be started a second time. What is written here is what
//! keeps it from that, and what switches off everything that a file could set going
//! (docs/decisions/0015-office-files.md).

use std::fmt::Write as _;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The font configuration, below the job's folder.
pub const FONTS: &str = "fonts.conf";
const PROFILE: &str = "profile";

/// Macros never run, links are never followed, active content is off; paper and fonts as in China.
const SETTINGS: [(&str, &str, &str); 10] = [
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    (
        "Office.Common/Security/Scripting",
        "DisableMacrosExecution",
        "true",
    ),
    (
        "Office.Common/Security/Scripting",
        "BlockUntrustedRefererLinks",
        "true",
    ),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "UseOpenCL", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Setup/Office", "ooSetupInstCompleted", "true"),
    ("Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    ("Office.Linguistic/General", "DefaultLocale_CJK", "zh-CN"),
];

/// What takes the place of fonts that are sold with Windows and Office, where they are not installed.
const STAND_INS: [(&str, &[&str]); 4] = [
    (
        "AR PL UMing CN",
        &[
            "宋体",
            "SimSun",
            "NSimSun",
            "新宋体",
            "STSong",
            "华文宋体",
            "STZhongsong",
            "华文中宋",
            "仿宋",
            "FangSong",
            "仿宋_GB2312",
            "FangSong_GB2312",
            "STFangsong",
            "华文仿宋",
        ],
    ),
    (
        "AR PL UKai CN",
        &[
            "楷体",
            "KaiTi",
            "楷体_GB2312",
            "KaiTi_GB2312",
            "STKaiti",
            "华文楷体",
        ],
    ),
    (
        "WenQuanYi Micro Hei",
        &[
            "黑体",
            "SimHei",
            "微软雅黑",
            "Microsoft YaHei",
            "等线",
            "DengXian",
            "STXihei",
            "华文细黑",
            "方正小标宋简体",
        ],
    ),
    ("Liberation Sans", &["Arial", "Helvetica"]),
];

/// Writes the profile and the font configuration into a job's empty folder.
pub fn write(folder: &Path, program: &Path) -> io::Result<()> {
    let user = folder.join(PROFILE).join("user");
    std::fs::create_dir_all(user.join("extensions"))?;
    std::fs::write(user.join("registrymodifications.xcu"), registry())?;
    if let Some(build) = build_id(program) {
        std::fs::write(user.join("extensions/buildid"), build)?;
    }
    std::fs::write(folder.join(FONTS), font_configuration())
}

/// The profile's address as LibreOffice wants it.
pub fn address(folder: &Path) -> String {
    let mut address = String::from("file://");
    for byte in folder.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            address.push(char::from(*byte));
        } else {
            _ = write!(address, "%{byte:02X}");
        }
    }
    address + "/" + PROFILE
}

fn registry() -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n",
    );
    for (path, property, value) in SETTINGS {
        _ = writeln!(
            xml,
            "<item oor:path=\"/org.openoffice.{path}\"><prop oor:name=\"{property}\" oor:op=\"fuse\">\
             <value>{value}</value></prop></item>"
        );
    }
    xml + "</oor:items>\n"
}

/// The build beside the program: a profile that names it counts as made by it.
fn build_id(program: &Path) -> Option<String> {
    let facts = std::fs::read_to_string(program.with_file_name("versionrc")).ok()?;
    facts
        .lines()
        .find_map(|line| line.strip_prefix("buildid="))
        .map(str::to_owned)
}

fn font_configuration() -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n<fontconfig>\n\
         <include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>\n",
    );
    for (stand_in, names) in STAND_INS {
        for name in names {
            _ = writeln!(
                xml,
                "<alias binding=\"same\"><family>{name}</family><accept><family>{stand_in}</family></accept></alias>"
            );
        }
    }
    xml + "</fontconfig>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_no_letters_that_end_it() {
        assert_eq!(
            address(Path::new("/tmp/a b&c/合")),
            "file:///tmp/a%20b%26c/%E5%90%88/profile"
        );
    }

    #[test]
    fn every_setting_is_in_the_registry() {
        let registry = registry();
        for (path, property, value) in SETTINGS {
            assert!(registry.contains(&format!("/org.openoffice.{path}\"><prop oor:name=\"{property}\"")));
            assert!(registry.contains(&format!("<value>{value}</value>")));
        }
    }
}
