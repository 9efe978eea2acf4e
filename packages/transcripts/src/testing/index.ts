export { Ingester } from "../ingest/ingester.ts";
export { fixtureRoots } from "./fixture-roots.ts";
export { readAll } from "./read-all.ts";
export { fixtureNames, readFixture, unpackFixtures } from "./unpack-fixtures.ts";
