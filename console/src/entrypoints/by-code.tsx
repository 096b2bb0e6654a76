import "@/styles/base.css";
import { ByCodeRoute } from "@/routes/by-code";
import { mount } from "./mount";

mount(<ByCodeRoute />);
