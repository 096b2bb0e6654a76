import { ViewerRoute } from "@/routes/viewer";
import { mount } from "./mount";

mount(<ViewerRoute />);
