import "@/styles/base.css";
import { StageRoute } from "@/routes/stage";
import { mount } from "./mount";

mount(<StageRoute />);
