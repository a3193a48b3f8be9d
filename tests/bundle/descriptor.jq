# What the profile of Data Package 2.0 asks of datapackage.json. Prints each thing that is wrong.
def name: type == "string" and test("^[a-z0-9][-a-z0-9._]*$");
def path: type == "string" and test("^[^/.~][^\\\\]*$") and (contains("..") or contains("//") | not) and (test("(^|/)\\.") | not);
def types: ["string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date", "time", "year",
	"yearmonth", "duration", "geopoint", "geojson", "any"];

def field($r):
	(select(.name | type != "string" or . == "") | "\($r): a field without name"),
	(select(.type as $t | types | index($t) | not) | "\($r).\(.name): type \(.type)"),
	(keys[] | select(. as $k | ["name", "type", "title", "description", "constraints"] | index($k) | not) | "\($r): \(.)"),
	((.constraints // {}) | keys[] | select(. as $k | ["required", "unique", "enum"] | index($k) | not) | "\($r): constraint \(.)");

def schema($r):
	([.fields[].name] as $names
	| (select($names | length == 0 or (unique | length) != length) | "\($r): fields"),
	  ((.primaryKey // [])[] | select(. as $k | $names | index($k) | not) | "\($r): key \(.)"),
	  ((.foreignKeys // [])[].fields[] | select(. as $k | $names | index($k) | not) | "\($r): foreign \(.)")),
	(select(.fields[].name | length == 0) | "\($r): a field without name"),
	(.fields[] | field($r));

def resource:
	(select(.name | name | not) | "name of \(.path)"),
	(select(.path | path | not) | "path \(.path)"),
	(select(has("data")) | "\(.name): both path and data"),
	(select(has("type") and .type != "table") | "\(.name): type"),
	(select(.type == "table" and (.schema.fields | type != "array")) | "\(.name): table without schema"),
	(select(.bytes | type != "number" or . != floor or . < 0) | "\(.name): bytes"),
	(select(.hash | type != "string" or (test("^sha256:[0-9a-f]{64}$") | not)) | "\(.name): hash"),
	(select(.mediatype | type != "string" or (test("^[a-z]+/[-a-z0-9.+]+$") | not)) | "\(.name): mediatype"),
	(select(.title | type != "string" or . == "") | "\(.name): title"),
	(select(has("encoding") and .encoding != "utf-8") | "\(.name): encoding"),
	(.name as $r | (.schema // empty) | schema($r));

(select(.["$schema"] != "https://datapackage.org/profiles/2.0/datapackage.json") | "$schema"),
(select(.resources | type != "array" or length == 0) | "resources"),
(select(.name | name | not) | "name"),
(select(.version | type != "string" or (test("^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$") | not)) | "version"),
(select(has("created")) | "created: a clock"),
((.licenses // [])[] | select(has("name") or has("path") | not) | "a licence without name or path"),
((.sources // [])[] | select(.title | type != "string" or . == "") | "a source without title"),
((.sources // [])[] | select(.path | path | not) | "a source's path \(.path)"),
([.resources[].name] | select((unique | length) != length) | "resources of one name"),
([.resources[].path] | select((unique | length) != length) | "resources of one path"),
(. as $p | .resources[] | (.schema.foreignKeys // [])[].reference.resource
	| select(. as $n | [$p.resources[].name] | index($n) | not) | "reference to \(.)"),
(.resources[] | resource)
