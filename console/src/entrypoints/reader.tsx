import "@/styles/base.css";
import { ReaderRoute } from "@/routes/reader";
import { mount } from "./mount";

mount(<ReaderRoute />);
