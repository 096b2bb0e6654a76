/*
 * 浏览器过旧时的提示 What somebody sees whose browser cannot run these pages: Internet Explorer, the compatibility mode of
 * 360 and QQ, very old phones. Written so that those can run it.
 */
function tellOldBrowsers() {
  var CHINESE =
    "当前浏览器的版本或模式太旧，无法安全签署。请把本页地址复制到 Chrome、Edge、微信、QQ 浏览器或 360 浏览器的极速模式中打开；" +
    "签署链接仍然有效。";
  var ENGLISH =
    "This browser is too old to sign with safely. " +
    "Open this address in Chrome, Edge, Safari or WeChat; the link stays good.";
  var told = false;
  function line(tag, text, style) {
    var element = document.createElement(tag);
    element.appendChild(document.createTextNode(text));
    element.style.cssText = style;
    return element;
  }
  function tell() {
    var root = document.getElementById("root");
    if (told || !root || root.firstChild) return;
    told = true;
    var box = document.createElement("div");
    box.id = "old-browser";
    box.setAttribute("role", "alert");
    box.style.cssText =
      "max-width:520px;margin:12% auto 0;padding:24px;font:16px/1.7 sans-serif;color:#16202e";
    box.appendChild(line("h1", "请换一个浏览器打开", "margin:0 0 12px;font-size:22px"));
    box.appendChild(line("p", CHINESE, "margin:0 0 12px"));
    box.appendChild(line("p", ENGLISH, "margin:0;color:#5b6472;font-size:14px"));
    root.appendChild(box);
  }
  // A browser that knows modules, but not the language that these are written in.
  function whenFailed(event) {
    if (event.error && event.error.name === "SyntaxError") tell();
  }
  function whenReady() {
    if (!("noModule" in document.createElement("script"))) tell();
  }
  if (window.addEventListener) {
    window.addEventListener("error", whenFailed);
    document.addEventListener("DOMContentLoaded", whenReady);
  } else {
    window.attachEvent("onload", whenReady);
  }
}
tellOldBrowsers();
