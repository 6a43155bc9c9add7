/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-exif.h"

#include <string.h>

/* EXIF 2.3 (CIPA DC-008), as far as five answers need it: a table of at most TABLE_MAX entries, the
 * two tables that it names, and three kinds of value. Links to further tables are never followed
 * and a table is read once, so nothing can go round; nothing is allocated.
 *
 * libexif would read it too. It was weighed and left: it reads every table and the makers' own
 * notes, whose layouts are undocumented and have been its weak place; it mends quietly what is
 * broken, where an officer has to be told; and it would have the position in memory, which is never
 * to be passed on. */

#define TABLE_MAX 500
#define ENTRY_SIZE 12

#define TAG_MAKE 0x010f
#define TAG_MODEL 0x0110
#define TAG_ORIENTATION 0x0112
#define TAG_CAMERA_TABLE 0x8769
#define TAG_POSITION_TABLE 0x8825
#define TAG_TAKEN 0x9003
#define TAG_DIGITISED 0x9004
/* In the table of the position: latitude, longitude, the same of what was looked at, and names. */
#define TAG_LATITUDE 2
#define TAG_LONGITUDE 4
#define TAG_TARGET_LATITUDE 20
#define TAG_TARGET_LONGITUDE 22
#define TAG_AREA 28

#define TYPE_TEXT 2
#define TYPE_SHORT 3
#define TYPE_LONG 4
#define TIME_LENGTH 20 /* "YYYY:MM:DD HH:MM:SS" and its end */

typedef struct
{
  const guint8 *data;
  gsize length;
  gboolean big; /* the most significant byte first */
} Block;

typedef struct
{
  guint tag, type;
  guint32 count;
  const guint8 *value; /* the four bytes that hold it, or say where it lies */
} Entry;

static guint32
get_number (const Block *block, const guint8 *at, guint bytes)
{
  guint32 value = 0;

  for (guint i = 0; i < bytes; i++)
    value |= (guint32) at[i] << (8 * (block->big ? bytes - 1 - i : i));
  return value;
}

/* How many entries the table at @at has; FALSE when it does not lie within the block. */
static gboolean
open_table (const Block *block, guint32 at, guint *n_entries)
{
  if (at < 8 || block->length < 2 || at > block->length - 2)
    return FALSE;
  *n_entries = get_number (block, block->data + at, 2);
  return *n_entries <= TABLE_MAX &&
         (gsize) *n_entries * ENTRY_SIZE <= block->length - at - sizeof (guint16);
}

static Entry
get_entry (const Block *block, guint32 table, guint index)
{
  const guint8 *at = block->data + table + sizeof (guint16) + (gsize) index * ENTRY_SIZE;

  return (Entry){ get_number (block, at, 2), get_number (block, at + 2, 2),
                  get_number (block, at + 4, 4), at + 8 };
}

/* The bytes of a text of @count bytes; NULL when it is none or lies outside. */
static const char *
get_text (const Block *block, const Entry *entry)
{
  guint32 at;

  if (entry->type != TYPE_TEXT || entry->count == 0)
    return NULL;
  if (entry->count <= 4)
    return (const char *) entry->value;
  at = get_number (block, entry->value, 4);
  if (at > block->length || entry->count > block->length - at)
    return NULL;
  return (const char *) block->data + at;
}

static guint
get_digits (const char *text, guint n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = g_ascii_isdigit (text[i]) ? value * 10 + (guint) (text[i] - '0') : G_MAXUINT / 100;
  return value;
}

/* A camera whose clock was never set writes zeros or spaces: that is no damage, and no time. */
static gboolean
take_time (const Block *block, const Entry *entry, SlExif *exif)
{
  const char *text = get_text (block, entry);
  guint year, month, day, hour, minute, second;

  if (text == NULL || entry->count != TIME_LENGTH)
    return FALSE;
  year = get_digits (text, 4);
  month = get_digits (text + 5, 2);
  day = get_digits (text + 8, 2);
  hour = get_digits (text + 11, 2);
  minute = get_digits (text + 14, 2);
  second = get_digits (text + 17, 2);
  if (year >= 1900 && year <= 9999 && month <= 12 && day <= 31 &&
      g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year) && hour < 24 &&
      minute < 60 && second < 60)
    g_snprintf (exif->taken_at, sizeof exif->taken_at, "%04u-%02u-%02uT%02u:%02u:%02u", year, month,
                day, hour, minute, second);
  return TRUE;
}

/* When it was taken counts before when it was made digital. */
static gboolean
read_camera_table (const Block *block, guint32 table, SlExif *exif)
{
  guint n_entries;

  if (!open_table (block, table, &n_entries))
    return FALSE;
  for (guint i = 0; i < n_entries; i++)
    {
      Entry entry = get_entry (block, table, i);

      if ((entry.tag == TAG_TAKEN || (entry.tag == TAG_DIGITISED && *exif->taken_at == '\0')) &&
          !take_time (block, &entry, exif))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_position_table (const Block *block, guint32 table, SlExif *exif)
{
  guint n_entries;

  if (!open_table (block, table, &n_entries))
    {
      exif->has_position = TRUE;
      return FALSE;
    }
  for (guint i = 0; i < n_entries; i++)
    switch (get_entry (block, table, i).tag)
      {
      case TAG_LATITUDE:
      case TAG_LONGITUDE:
      case TAG_TARGET_LATITUDE:
      case TAG_TARGET_LONGITUDE:
      case TAG_AREA:
        exif->has_position = TRUE;
        break;
      default:
        break;
      }
  return TRUE;
}

/* One entry of the first table; FALSE when it is damaged. */
static gboolean
take_entry (const Block *block, const Entry *entry, guint32 tables[2], SlExif *exif)
{
  gboolean position = entry->tag == TAG_POSITION_TABLE;

  switch (entry->tag)
    {
    case TAG_MAKE:
    case TAG_MODEL:
      exif->camera = TRUE;
      return get_text (block, entry) != NULL;
    case TAG_ORIENTATION:
      exif->orientation = get_number (block, entry->value, 2);
      /* Some programs write 0 for "not known". */
      return entry->type == TYPE_SHORT && entry->count == 1 && exif->orientation <= 8;
    case TAG_CAMERA_TABLE:
    case TAG_POSITION_TABLE:
      exif->has_position = exif->has_position || position;
      if (entry->type != TYPE_LONG || entry->count != 1 || tables[position] != 0)
        return FALSE;
      tables[position] = get_number (block, entry->value, 4);
      return tables[position] != 0;
    default:
      return TRUE;
    }
}

static gboolean
read_tables (const Block *block, SlExif *exif)
{
  guint32 first = get_number (block, block->data + 4, 4);
  guint32 tables[2] = { 0, 0 };
  guint n_entries;

  if (!open_table (block, first, &n_entries))
    return FALSE;
  for (guint i = 0; i < n_entries; i++)
    {
      Entry entry = get_entry (block, first, i);

      if (!take_entry (block, &entry, tables, exif))
        return FALSE;
    }
  /* A table that is its own or another's neighbour at the same place leads round in a circle. */
  if (tables[0] == first || tables[1] == first || (tables[0] != 0 && tables[0] == tables[1]))
    return FALSE;
  if (tables[0] != 0 && !read_camera_table (block, tables[0], exif))
    return FALSE;
  if (tables[1] == 0)
    return TRUE;
  exif->has_position = FALSE; /* the table itself says */
  return read_position_table (block, tables[1], exif);
}

/**
 * sl_exif_read:
 * @data: an EXIF block, from the marks of its byte order on
 * @length: its length in bytes
 * @exif: (out caller-allocates): what it says
 *
 * Reads only what lies within the block. One that contradicts itself where it is read (a table or
 * text outside, too many entries, a table that is named twice) is damaged as a whole.
 *
 * Returns: %FALSE when it is damaged; @exif then says no more than whether a position may be in it
 */
gboolean
sl_exif_read (const guint8 *data, gsize length, SlExif *exif)
{
  Block block = { data, length, length > 0 && data[0] == 'M' };

  memset (exif, 0, sizeof *exif);
  if (length < 14 || (memcmp (data, "II\x2a\0", 4) != 0 && memcmp (data, "MM\0\x2a", 4) != 0) ||
      !read_tables (&block, exif))
    {
      *exif = (SlExif){ .has_position = exif->has_position };
      return FALSE;
    }
  exif->camera = exif->camera || *exif->taken_at != '\0';
  return TRUE;
}
