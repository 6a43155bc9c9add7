/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-archive.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

/* Reads ZIP archives by their central directory (PKWARE APPNOTE 4.3), which must agree with the
 * local headers and whose entries must not overlap: archives made to be read in two ways, or to
 * unpack the same bytes many times, are refused as a whole. */

#define ENTRIES_MAX 2000
#define ENTRY_MAX (64 * 1024 * 1024)
#define TOTAL_MAX (256 * 1024 * 1024)
#define RATIO_MAX 200
#define RATIO_FROM (8 * 1024 * 1024)
#define NAME_MAX_SHOWN 1000

#define END_SIZE 22
#define CENTRAL_SIZE 46
#define LOCAL_SIZE 30
#define METHOD_STORED 0
#define METHOD_DEFLATED 8
#define FLAG_ENCRYPTED 1

struct _SlArchive
{
  const guint8 *data;
  gsize length;
  GArray *entries; /* of SlArchiveEntry */
  guint64 unpacked;
};

static guint
u16 (const guint8 *at)
{
  return at[0] | at[1] << 8;
}

static guint32
u32 (const guint8 *at)
{
  return u16 (at) | (guint32) u16 (at + 2) << 16;
}

static gpointer
refuse (SlOutput *out, SlOutcome outcome, const char *code, const char *sentence)
{
  sl_output_reason (out, outcome, code, sentence);
  return NULL;
}

static gpointer
refuse_damaged (SlOutput *out)
{
  return refuse (out, SL_OUTCOME_REFUSED, "damaged",
                 _ ("It is damaged: its list of parts is missing or broken. Ask for a new copy."));
}

static gpointer
refuse_inconsistent (SlOutput *out)
{
  return refuse (out, SL_OUTCOME_REFUSED, "inconsistent",
                 _ ("Its list of parts contradicts its content, so it was not read. Treat it with "
                    "suspicion and ask for a new copy."));
}

/* The record that ends an archive: the last one within the longest possible comment. */
static const guint8 *
find_end (const guint8 *data, gsize length)
{
  gsize lowest = length > END_SIZE + 65535 ? length - END_SIZE - 65535 : 0;

  if (length < END_SIZE)
    return NULL;
  for (gsize at = length - END_SIZE + 1; at-- > lowest;)
    if (memcmp (data + at, "PK\5\6", 4) == 0)
      return data + at;
  return NULL;
}

/* The local header must be where the directory says and have the same name. */
static gboolean
agrees (SlArchive *self, const SlArchiveEntry *entry, const guint8 *name, guint name_length)
{
  const guint8 *local;

  if (entry->offset + LOCAL_SIZE + name_length > self->length)
    return FALSE;
  local = self->data + entry->offset;
  return memcmp (local, "PK\3\4", 4) == 0 && u16 (local + 26) == name_length &&
         u16 (local + 8) == entry->method && memcmp (local + LOCAL_SIZE, name, name_length) == 0 &&
         entry->offset + LOCAL_SIZE + name_length + u16 (local + 28) + entry->packed <=
             self->length;
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const SlArchiveEntry *one = *(const SlArchiveEntry *const *) a;
  const SlArchiveEntry *two = *(const SlArchiveEntry *const *) b;
  return one->offset < two->offset ? -1 : one->offset > two->offset;
}

static gboolean
has_overlap (SlArchive *self)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  guint64 end = 0;

  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (order, &g_array_index (self->entries, SlArchiveEntry, i));
  g_ptr_array_sort (order, compare_offsets);
  for (guint i = 0; i < order->len; i++)
    {
      const SlArchiveEntry *entry = g_ptr_array_index (order, i);
      const guint8 *local = self->data + entry->offset;
      if (entry->offset < end)
        return TRUE;
      end = entry->offset + LOCAL_SIZE + u16 (local + 26) + u16 (local + 28) + entry->packed;
    }
  return FALSE;
}

static gboolean
has_duplicate (SlArchive *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->entries->len; i++)
    if (!g_hash_table_add (names, g_array_index (self->entries, SlArchiveEntry, i).name))
      return TRUE;
  return FALSE;
}

/* One record of the central directory; returns its size, 0 when it is broken. */
static gsize
take_record (SlArchive *self, const guint8 *record, gsize left, gboolean *consistent)
{
  SlArchiveEntry entry = { 0 };
  guint name_length;
  gsize size;

  if (left < CENTRAL_SIZE || memcmp (record, "PK\1\2", 4) != 0)
    return 0;
  name_length = u16 (record + 28);
  size = CENTRAL_SIZE + name_length + u16 (record + 30) + u16 (record + 32);
  if (size > left)
    return 0;
  entry.flags = u16 (record + 8);
  entry.method = u16 (record + 10);
  entry.crc = u32 (record + 16);
  entry.packed = u32 (record + 20);
  entry.size = u32 (record + 24);
  entry.offset = u32 (record + 42);
  /* The upper half of the external attributes is the Unix mode when "made by" says Unix. */
  entry.link = record[5] == 3 && (u16 (record + 40) & 0170000) == 0120000;
  *consistent = *consistent && agrees (self, &entry, record + CENTRAL_SIZE, name_length);
  entry.name = g_utf8_make_valid ((const char *) record + CENTRAL_SIZE,
                                  MIN (name_length, NAME_MAX_SHOWN));
  entry.folder = g_str_has_suffix (entry.name, "/");
  g_array_append_val (self->entries, entry);
  return size;
}

SlArchive *
sl_archive_open (const guint8 *data, gsize length, SlOutput *out)
{
  const guint8 *end = find_end (data, length);
  SlArchive *self;
  gboolean consistent = TRUE;
  guint count;
  gsize at, directory_end;

  if (end == NULL)
    return refuse_damaged (out);
  count = u16 (end + 10);
  at = u32 (end + 16);
  directory_end = at + (gsize) u32 (end + 12);
  if (count > ENTRIES_MAX)
    return refuse (out, SL_OUTCOME_REFUSED, "too-complex",
                   _ ("It holds more parts than Sightline reads. Ask for a simpler copy."));
  if (count == 0 || directory_end > (gsize) (end - data) || at > directory_end)
    return refuse_damaged (out);

  self = g_new0 (SlArchive, 1);
  self->data = data;
  self->length = length;
  self->entries = g_array_new (FALSE, TRUE, sizeof (SlArchiveEntry));
  for (guint i = 0; i < count; i++)
    {
      gsize size = take_record (self, data + at, directory_end - at, &consistent);
      if (size == 0)
        return refuse_damaged (out);
      at += size;
    }
  /* More records than were counted would be seen by other readers and not by us. */
  if (!consistent || at != directory_end || has_duplicate (self) || has_overlap (self))
    return refuse_inconsistent (out);
  return self;
}

guint
sl_archive_get_n_entries (SlArchive *self)
{
  return self->entries->len;
}

const SlArchiveEntry *
sl_archive_get_entry (SlArchive *self, guint index)
{
  return &g_array_index (self->entries, SlArchiveEntry, index);
}

const SlArchiveEntry *
sl_archive_find (SlArchive *self, const char *name)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const SlArchiveEntry *entry = &g_array_index (self->entries, SlArchiveEntry, i);
      if (g_ascii_strcasecmp (entry->name, name) == 0 && !entry->link)
        return entry;
    }
  return NULL;
}

/* Never more than @limit bytes, whatever the entry says of its size. */
static GByteArray *
inflate_entry (const guint8 *packed, gsize length, gsize limit)
{
  z_stream stream = { .next_in = (guint8 *) packed, .avail_in = length };
  GByteArray *out = g_byte_array_new ();
  guint8 room[32768];
  int status;

  if (inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return out;
  do
    {
      stream.next_out = room;
      stream.avail_out = sizeof room;
      status = inflate (&stream, Z_NO_FLUSH);
      g_byte_array_append (out, room, sizeof room - stream.avail_out);
    }
  while (status == Z_OK && out->len <= limit);
  inflateEnd (&stream);
  return out;
}

GBytes *
sl_archive_unpack (SlArchive *self, const SlArchiveEntry *entry, SlOutcome outcome, SlOutput *out)
{
  const guint8 *local = self->data + entry->offset;
  const guint8 *packed = local + LOCAL_SIZE + u16 (local + 26) + u16 (local + 28);
  GByteArray *bytes;
  gsize limit = MIN (ENTRY_MAX, TOTAL_MAX - self->unpacked);

  if (entry->flags & FLAG_ENCRYPTED)
    return refuse (out, outcome, "password",
                   _ ("It is protected by a password. Ask for a copy without one."));
  if (entry->method != METHOD_STORED && entry->method != METHOD_DEFLATED)
    return refuse (out, outcome, "unsupported",
                   _ ("It is packed in a way that Sightline does not read. Ask for a new copy."));
  if (entry->packed * RATIO_MAX > RATIO_FROM)
    limit = MIN (limit, entry->packed * RATIO_MAX);
  else
    limit = MIN (limit, RATIO_FROM);
  if (entry->method == METHOD_STORED)
    {
      bytes = g_byte_array_new ();
      if (entry->packed <= ENTRY_MAX)
        g_byte_array_append (bytes, packed, entry->packed);
    }
  else
    bytes = inflate_entry (packed, entry->packed, limit);
  self->unpacked += bytes->len;

  if (bytes->len > limit || entry->size > ENTRY_MAX || self->unpacked > TOTAL_MAX)
    {
      g_byte_array_unref (bytes);
      return refuse (out, outcome, "too-big",
                     _ ("It unpacks to more than Sightline reads. Ask for a simpler copy."));
    }
  if (bytes->len != entry->size || crc32 (0, bytes->data, bytes->len) != entry->crc)
    {
      g_byte_array_unref (bytes);
      return refuse (out, outcome, "damaged",
                     _ ("A part of it is damaged: its checksum is wrong. Ask for a new copy."));
    }
  return g_byte_array_free_to_bytes (bytes);
}
