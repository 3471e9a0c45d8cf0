// Trunk's post_build hook: makes a release build small, and makes any build work offline.

import { precache } from "./precache.mjs";
import { split } from "./split.mjs";

const dist = process.env.TRUNK_STAGING_DIR ?? "dist";
if (process.env.TRUNK_PROFILE === "release") await split(dist);
await precache(dist);
