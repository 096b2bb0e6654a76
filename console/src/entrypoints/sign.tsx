import "@/styles/base.css";
import { SignRoute } from "@/routes/sign";
import { mount } from "./mount";

mount(<SignRoute />);
