/** `/sign-in/wechat?code=…&state=…`: where WeChat sends the browser back to. */
import { Button, Result } from "antd";
import { useCallback } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { frontWords } from "@/i18n/console-front-words";
import { useWords } from "@/i18n/dictionary";
import { useSignedIn } from "@/shell/signed-in";
import { keptPlace } from "@/sign-in/go-on";
import { WechatReturnCard } from "@/sign-in/wechat-return-card";

export function WechatReturnRoute() {
  const t = useWords(frontWords);
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const { refresh } = useSignedIn();
  const enter = useCallback(async () => {
    await refresh();
    navigate(keptPlace(), { replace: true });
  }, [refresh, navigate]);
  const [code, state] = [query.get("code"), query.get("state")];
  if (!code || !state) {
    const back = (
      <Link to="/sign-in" replace>
        <Button type="primary">{t.wechatAgain}</Button>
      </Link>
    );
    return <Result status="info" title={t.wechatNotAgreed} extra={back} />;
  }
  return <WechatReturnCard code={code} state={state} onSignedIn={enter} />;
}
