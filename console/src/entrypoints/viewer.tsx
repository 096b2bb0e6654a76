import "@/styles/base.css";
import { ViewerRoute } from "@/routes/viewer";
import { mount } from "./mount";

mount(<ViewerRoute />);
