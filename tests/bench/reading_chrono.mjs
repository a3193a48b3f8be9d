// reading_chrono.mjs FILE: the Vietnamese parser of chrono-node over a text, line by line. Prints its bytes,
// CPU seconds (without what node takes to start) and how many dates it found.
import fs from "node:fs";
import * as chrono from "chrono-node";

const text = fs.readFileSync(process.argv[2]);
const before = process.cpuUsage();
let dates = 0;
for (const line of text.toString("utf8").split("\n")) {
	dates += chrono.vi.parse(line).length;
}
const { user, system } = process.cpuUsage(before);
console.log(text.length, ((user + system) / 1e6).toFixed(3), dates);
