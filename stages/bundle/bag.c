#include "stages/bundle/bag.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

#include "common/buf.h"
#include "common/io.h"
#include "common/msg.h"

enum { CHUNK = 1 << 16, DAY_SECONDS = 86400, FILE_MODE = 0644 };

static bool is_payload(const struct member *m)
{
	return strncmp(m->name, "data/", 5) == 0;
}

static int put_manifest(struct parcel *p, bool payload, const char *name)
{
	struct buf list = {0};

	for (size_t i = 0; i < p->count; i++)
		if (is_payload(p->member + i) == payload)
			buf_printf(&list, "%s  %s\n", p->member[i].sha256, p->member[i].name);
	int result = parcel_put(p, name, buf_view(&list));
	buf_release(&list);
	return result;
}

/* Names of the bodies whose reports are in it, a line each; each once. */
static void add_issuers(struct buf *info, const struct release *r)
{
	struct str issuer;

	for (size_t at = 0; release_issuer(r, &at, &issuer);) {
		buf_text(info, "Source-Organization: ");
		buf_add(info, label_issuer(r->labels, issuer));
		buf_byte(info, '\n');
	}
}

static void add_info(struct buf *info, const struct parcel *p, const struct release *r,
		     const struct bag_count *count, size_t counts)
{
	unsigned long long bytes = 0, files = 0;

	for (size_t i = 0; i < p->count; i++)
		if (is_payload(p->member + i)) {
			bytes += p->member[i].bytes;
			files++;
		}
	add_issuers(info, r);
	buf_text(info, "Bagging-Date: ");
	buf_add(info, r->day);
	buf_printf(info, "\nExternal-Identifier: solieu-%s\n", r->span.name);
	buf_printf(info, "Payload-Oxum: %llu.%llu\n", bytes, files);
	buf_printf(info, "Bag-Software-Agent: solieu %s\n", SOLIEU_VERSION);
	buf_printf(info, "Period: %s\nFirst-Month: %s\nLast-Month: %s\n", r->span.name,
		   r->span.from, r->span.to);
	for (size_t i = 0; i < counts; i++)
		buf_printf(info, "%s: %llu\n", count[i].name, count[i].value);
}

int bag_close(struct parcel *p, const struct release *r, const struct bag_count *count,
	      size_t counts)
{
	struct buf info = {0};
	int result = -1;

	parcel_sort(p);
	add_info(&info, p, r, count, counts);
	if (!parcel_put(p, "bagit.txt",
			STR("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")) &&
	    !parcel_put(p, "bag-info.txt", buf_view(&info)) &&
	    !put_manifest(p, true, "manifest-sha256.txt")) {
		parcel_sort(p);
		result = put_manifest(p, false, "tagmanifest-sha256.txt");
		parcel_sort(p);
	}
	buf_release(&info);
	return result;
}

static int refused(struct archive *a, const char *file)
{
	const char *why = archive_error_string(a);

	errno = archive_errno(a);
	msg(MSG_ERROR, file, 0, str_of(why ? why : ""), "cannot be written");
	return -1;
}

static int set_form(struct archive *a, enum archive_form form)
{
	int bad = archive_write_set_bytes_in_last_block(a, 1);

	if (form == ARCHIVE_ZIP)
		return bad || archive_write_set_format_zip(a) ||
		       archive_write_set_options(a, "zip:compression=deflate");
	return bad || archive_write_add_filter_gzip(a) || archive_write_set_format_ustar(a) ||
	       archive_write_set_options(a, "gzip:!timestamp");
}

static int copy_content(struct archive *a, const char *from)
{
	char chunk[CHUNK];
	size_t got;
	int bad = 0;
	FILE *in = io_open(from);

	if (!in)
		return -1;
	while (!bad && (got = fread(chunk, 1, sizeof chunk, in)) > 0)
		bad = archive_write_data(a, chunk, got) != (la_ssize_t)got;
	bad = bad || ferror(in);
	fclose(in);
	return bad ? -1 : 0;
}

static int add_member(struct archive *a, const struct parcel *p, const struct member *m,
		      const char *top, int day)
{
	struct archive_entry *e = archive_entry_new();
	struct buf name = {0}, from = {0};

	buf_printf(&name, "%s/%s", top, m->name);
	buf_printf(&from, "%s/%s", p->folder, m->name);
	archive_entry_set_pathname(e, buf_string(&name));
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, FILE_MODE);
	archive_entry_set_size(e, (la_int64_t)m->bytes);
	archive_entry_set_mtime(e, (time_t)day * DAY_SECONDS, 0);
	int bad = archive_write_header(a, e) != ARCHIVE_OK || copy_content(a, buf_string(&from));
	archive_entry_free(e);
	buf_release(&name);
	buf_release(&from);
	return bad ? -1 : 0;
}

int bag_archive(const struct parcel *p, enum archive_form form, const char *top, int day,
		const char *file)
{
	struct io_file out;
	struct archive *a;
	int bad;

	if (io_create(&out, file))
		return -1;
	a = archive_write_new();
	bad = set_form(a, form) || archive_write_open_FILE(a, out.stream);
	for (size_t i = 0; i < p->count && !bad; i++)
		bad = add_member(a, p, p->member + i, top, day);
	bad = bad || archive_write_close(a) != ARCHIVE_OK;
	if (bad)
		refused(a, file);
	archive_write_free(a);
	if (bad) {
		io_abandon(&out);
		return -1;
	}
	return io_commit(&out);
}
