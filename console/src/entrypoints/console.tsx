/** The console: sign-in, ceremonies, host panel, outbox, verify. Ant Design lives here and nowhere else. */
import "@/styles/console.css";
import { ConsoleRoutes } from "@/routes/console/console-routes";
import { registerServiceWorker } from "@/shell/service-worker";
import { mount } from "./mount";

mount(<ConsoleRoutes />);
registerServiceWorker();
