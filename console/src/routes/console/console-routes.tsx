/** Which console page stands at which address; each page is loaded when it is opened. */
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { BrowserRouter, Outlet, Route, Routes } from "react-router";
import { ConsoleTheme } from "@/shell/console-theme";
import { PageFrame } from "@/shell/page-frame";
import { SignedInProvider } from "@/shell/signed-in";
import { FirstRoute } from "./first-page";
import { NotFoundRoute } from "./not-found";

const SignInRoute = lazy(() => import("./sign-in").then((m) => ({ default: m.SignInRoute })));
const WechatReturnRoute = lazy(() =>
  import("./wechat-return").then((m) => ({ default: m.WechatReturnRoute })),
);
const AccountRoute = lazy(() => import("./account").then((m) => ({ default: m.AccountRoute })));
const ScanRoute = lazy(() => import("./scan").then((m) => ({ default: m.ScanRoute })));
const CeremoniesRoute = lazy(() => import("./ceremonies").then((m) => ({ default: m.CeremoniesRoute })));
const CleanUpRoute = lazy(() => import("./clean-up").then((m) => ({ default: m.CleanUpRoute })));
const SignManyRoute = lazy(() => import("./sign-many").then((m) => ({ default: m.SignManyRoute })));
const FilingRoute = lazy(() => import("./filing").then((m) => ({ default: m.FilingRoute })));
const DemoRoute = lazy(() => import("./demo").then((m) => ({ default: m.DemoRoute })));
const DraftRoute = lazy(() => import("./draft").then((m) => ({ default: m.DraftRoute })));
const HostRoute = lazy(() => import("./host").then((m) => ({ default: m.HostRoute })));
const OrganisationsRoute = lazy(() =>
  import("./organisations").then((m) => ({ default: m.OrganisationsRoute })),
);
const OrganisationRoute = lazy(() =>
  import("./organisation").then((m) => ({ default: m.OrganisationRoute })),
);
const JoinOrganisationRoute = lazy(() =>
  import("./join-organisation").then((m) => ({ default: m.JoinOrganisationRoute })),
);
const SealsRoute = lazy(() => import("./seals").then((m) => ({ default: m.SealsRoute })));
const SealRoute = lazy(() => import("./seal").then((m) => ({ default: m.SealRoute })));
const NewSealRoute = lazy(() => import("./new-seal").then((m) => ({ default: m.NewSealRoute })));
const SealUsesRoute = lazy(() => import("./seal-uses").then((m) => ({ default: m.SealUsesRoute })));
const StartRoute = lazy(() => import("./start").then((m) => ({ default: m.StartRoute })));
const SealAloneRoute = lazy(() => import("./seal-alone").then((m) => ({ default: m.SealAloneRoute })));
const OwnSealsRoute = lazy(() => import("./own-seals").then((m) => ({ default: m.OwnSealsRoute })));
const ApprovalsRoute = lazy(() => import("./approvals").then((m) => ({ default: m.ApprovalsRoute })));
const ApprovalRoute = lazy(() => import("./approval").then((m) => ({ default: m.ApprovalRoute })));
const ApprovalFlowsRoute = lazy(() =>
  import("./approval-flows").then((m) => ({ default: m.ApprovalFlowsRoute })),
);
const TemplatesRoute = lazy(() => import("./templates").then((m) => ({ default: m.TemplatesRoute })));
const BulkSheetRoute = lazy(() => import("./bulk-sheet").then((m) => ({ default: m.BulkSheetRoute })));
const BulkStartRoute = lazy(() => import("./bulk-start").then((m) => ({ default: m.BulkStartRoute })));
const SignCodesRoute = lazy(() => import("./sign-codes").then((m) => ({ default: m.SignCodesRoute })));
const SignCodeWallRoute = lazy(() =>
  import("./sign-code-wall").then((m) => ({ default: m.SignCodeWallRoute })),
);
const ExhibitionsRoute = lazy(() => import("./exhibitions").then((m) => ({ default: m.ExhibitionsRoute })));
const ExhibitionRoute = lazy(() => import("./exhibition").then((m) => ({ default: m.ExhibitionRoute })));
const ApplyRoute = lazy(() => import("./apply").then((m) => ({ default: m.ApplyRoute })));
const DoorRoute = lazy(() => import("./door").then((m) => ({ default: m.DoorRoute })));
const HallScreenRoute = lazy(() => import("./hall-screen").then((m) => ({ default: m.HallScreenRoute })));
const OutboxRoute = lazy(() => import("./outbox").then((m) => ({ default: m.OutboxRoute })));
const VerifyRoute = lazy(() => import("./verify").then((m) => ({ default: m.VerifyRoute })));
const TrustRoute = lazy(() => import("./trust").then((m) => ({ default: m.TrustRoute })));

export function ConsoleRoutes() {
  return (
    <ConsoleTheme>
      <SignedInProvider>
        <BrowserRouter>
          <Routes>
            <Route
              path="/exhibitions/:id/screen"
              element={
                <Suspense>
                  <HallScreenRoute />
                </Suspense>
              }
            />
            <Route element={<PageFrame />}>
              <Route
                element={
                  <Suspense fallback={<Skeleton active />}>
                    <Outlet />
                  </Suspense>
                }
              >
                <Route path="/" element={<FirstRoute />} />
                <Route path="/sign-in" element={<SignInRoute />} />
                <Route path="/sign-in/wechat" element={<WechatReturnRoute />} />
                <Route path="/scan" element={<ScanRoute />} />
                <Route path="/me" element={<AccountRoute />} />
                <Route path="/ceremonies" element={<CeremoniesRoute />} />
                <Route path="/ceremonies/clean-up" element={<CleanUpRoute />} />
                <Route path="/sign-many" element={<SignManyRoute />} />
                <Route path="/filing" element={<FilingRoute />} />
                <Route path="/host/:contract" element={<HostRoute />} />
                <Route path="/demo" element={<DemoRoute />} />
                <Route path="/drafts/:id" element={<DraftRoute />} />
                <Route path="/templates" element={<TemplatesRoute />} />
                <Route path="/templates/:id/bulk" element={<BulkSheetRoute />} />
                <Route path="/templates/:id/sign-codes" element={<SignCodesRoute />} />
                <Route path="/sign-codes/:id/wall" element={<SignCodeWallRoute />} />
                <Route path="/bulk-starts/:id" element={<BulkStartRoute />} />
                <Route path="/organisations" element={<OrganisationsRoute />} />
                <Route path="/organisations/:id" element={<OrganisationRoute />} />
                <Route path="/organisations/:id/join" element={<JoinOrganisationRoute />} />
                <Route path="/organisations/:id/seals" element={<SealsRoute />} />
                <Route path="/organisations/:id/new-seal" element={<NewSealRoute />} />
                <Route path="/organisations/:id/seal-uses" element={<SealUsesRoute />} />
                <Route path="/organisations/:id/seals/:seal" element={<SealRoute />} />
                <Route path="/approvals" element={<ApprovalsRoute />} />
                <Route path="/organisations/:id/approvals/:approval" element={<ApprovalRoute />} />
                <Route path="/organisations/:id/approval-flows" element={<ApprovalFlowsRoute />} />
                <Route path="/exhibitions" element={<ExhibitionsRoute />} />
                <Route path="/exhibitions/:id" element={<ExhibitionRoute />} />
                <Route path="/exhibitions/:id/apply" element={<ApplyRoute />} />
                <Route path="/exhibitions/:id/door" element={<DoorRoute />} />
                <Route path="/start" element={<StartRoute />} />
                <Route path="/seal-alone" element={<SealAloneRoute />} />
                <Route path="/me/seals" element={<OwnSealsRoute />} />
                <Route path="/outbox" element={<OutboxRoute />} />
                <Route path="/verify" element={<VerifyRoute />} />
                <Route path="/trust" element={<TrustRoute />} />
                <Route path="*" element={<NotFoundRoute />} />
              </Route>
            </Route>
          </Routes>
        </BrowserRouter>
      </SignedInProvider>
    </ConsoleTheme>
  );
}
