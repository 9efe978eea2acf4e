import { hostContract } from "../host-contract.ts";
import { openTestEngine } from "./test-engine.ts";

hostContract("engine", openTestEngine);
