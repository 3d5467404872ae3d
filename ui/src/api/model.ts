/** What crosses between the window and the core, as the views need it: one file an area. */
export type * from "./model/words";
export type * from "./model/store";
export type * from "./model/records";
export type * from "./model/duplicates";
export type * from "./model/kpi";
export type * from "./model/settings";
export type * from "./model/imports";
export type * from "./model/audit";
