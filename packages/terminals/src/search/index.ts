export { Finder } from "./find.ts";
export { IndexWriter } from "./index-writer.ts";
export { openForReading } from "./open-index.ts";
export { parseQuery } from "./parse-query.ts";
export { START } from "./search-place.ts";
export { Search } from "./search.ts";
