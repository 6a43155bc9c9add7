/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-charset.h"
#include "extract/sl-html.h"
#include "extract/sl-reader.h"
#include "extract/sl-xml.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <string.h>

/* E-mail, and web pages saved as e-mail (MHTML), with GMime from memory. Headers become properties
 * and the head of the text, with each raw address beside the name it claims; parts that are no text
 * become attachments, each of which is a new untrusted file. */

#define HEADERS_MAX (64 * 1024)
#define PARTS_MAX 200
#define DEPTH_MAX 8
#define PART_MAX (64 * 1024 * 1024)
#define TOTAL_MAX (256 * 1024 * 1024)

typedef struct
{
  SlSource *source;
  SlFlow *flow;
  guint parts;
  gsize total;
  gboolean page_only; /* MHTML: the first HTML part is the document */
  gboolean page_found;
  gboolean too_complex;
} Reading;

static void
too_complex (Reading *reading)
{
  if (!reading->too_complex)
    sl_output_reason (reading->source->out, SL_OUTCOME_PARTIAL, "too-complex",
                      _ ("It has more parts, one within another, than any honest e-mail. The first "
                         "were read."));
  reading->too_complex = TRUE;
}

/* The decoded bytes of a part; NULL when it is too big. */
static GByteArray *
decode_part (Reading *reading, GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GByteArray *bytes = g_byte_array_new ();
  GMimeStream *stream;

  if (content == NULL)
    return bytes;
  stream = g_mime_stream_mem_new_with_byte_array (bytes);
  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  g_mime_data_wrapper_write_to_stream (content, stream);
  g_object_unref (stream);
  reading->total += bytes->len;
  if (bytes->len <= PART_MAX && reading->total <= TOTAL_MAX)
    return bytes;
  g_byte_array_unref (bytes);
  sl_output_reason (reading->source->out, SL_OUTCOME_PARTIAL, "too-big",
                    _ ("An attachment is bigger than Sightline reads and was left out."));
  return NULL;
}

static void
add_lines (SlFlow *flow, SlFlowStyle style, const char *text)
{
  while (*text != '\0')
    {
      gsize length = strcspn (text, "\r\n");
      sl_flow_add (flow, style, text, length);
      text += length;
      text += *text == '\r' ? 1 : 0;
      text += *text == '\n' ? 1 : 0;
    }
}

static void
add_text_part (Reading *reading, GMimePart *part, gboolean html)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  const char *charset = g_mime_content_type_get_parameter (type, "charset");
  g_autoptr (GByteArray) bytes = decode_part (reading, part);
  g_autofree char *meta = NULL;
  g_autofree char *text = NULL;
  const char *used;

  if (bytes == NULL || bytes->len == 0)
    return;
  if (html && charset == NULL)
    charset = meta = sl_html_find_charset (bytes->data, bytes->len);
  text = sl_charset_decode (charset, bytes->data, bytes->len, &used);
  if (html)
    sl_html_read (reading->source, text, strlen (text), reading->flow, reading->page_only);
  else
    add_lines (reading->flow, SL_FLOW_PLAIN, text);
}

/* Parts that we name and do not hand on. */
static gboolean
is_unsupported (Reading *reading, GMimeContentType *type, const char *name)
{
  static const struct
  {
    const char *type, *subtype, *sentence;
  } known[] = {
    { "application", "ms-tnef",
      N_ ("The attachment “%s” is a winmail.dat, which Sightline cannot read. Ask the sender for "
          "plain attachments.") },
    { "application", "pkcs7-mime",
      N_ ("The part “%s” is encrypted or signed with S/MIME, which Sightline cannot read.") },
    { "application", "x-pkcs7-mime",
      N_ ("The part “%s” is encrypted or signed with S/MIME, which Sightline cannot read.") },
    { "application", "pgp-encrypted",
      N_ ("The part “%s” is encrypted with PGP, which Sightline cannot read.") },
    { "text", "calendar", N_ ("The part “%s” is an invitation, which Sightline does not read.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_mime_content_type_is_type (type, known[i].type, known[i].subtype))
      {
        g_auto (GStrv) pieces = g_strsplit (_ (known[i].sentence), "%s", 2);
        g_autofree char *sentence = g_strjoinv (name, pieces);
        sl_output_warn (reading->source->out, "%s", sentence);
        return TRUE;
      }
  return FALSE;
}

static void
add_attachment (Reading *reading, GMimePart *part, const char *name)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  g_autofree char *media_type = g_mime_content_type_get_mime_type (type);
  g_autofree char *safe = sl_text_safe_file_name (name);
  g_autofree char *line = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  gboolean hidden = FALSE;
  g_autofree char *marked = sl_text_mark_hidden (name, &hidden);

  if (hidden || strcmp (safe, name) != 0)
    sl_output_warn (reading->source->out,
                    _ ("An attachment has a name made to mislead or unfit for a file: %s"), marked);
  if (is_unsupported (reading, type, safe))
    return;
  bytes = decode_part (reading, part);
  if (bytes == NULL)
    return;
  line = g_strdup_printf (_ ("[Attachment: %s, %s]"), safe, media_type);
  sl_flow_add (reading->flow, SL_FLOW_NOTE, line, -1);
  sl_output_attachment (reading->source->out, safe, media_type, bytes->data, bytes->len);
}

static void read_message (Reading *reading, GMimeMessage *message, guint depth);

static void
read_leaf (Reading *reading, GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  const char *name = g_mime_part_get_filename (part);
  gboolean html = g_mime_content_type_is_type (type, "text", "html");
  gboolean attached = g_mime_part_is_attachment (part) || name != NULL;

  if (reading->page_only && (!html || reading->page_found))
    return;
  if (html && (reading->page_only || !attached))
    {
      reading->page_found = TRUE;
      add_text_part (reading, part, TRUE);
    }
  else if (g_mime_content_type_is_type (type, "text", "plain") && !attached)
    add_text_part (reading, part, FALSE);
  else
    add_attachment (reading, part, name != NULL ? name : _ ("unnamed"));
}

static void read_object (Reading *reading, GMimeObject *object, guint depth);

/* Of the same text in several forms, plain text is enough; else the last that we know. */
static void
read_alternative (Reading *reading, GMimeMultipart *multipart, guint depth)
{
  int n = g_mime_multipart_get_count (multipart);
  GMimeObject *chosen = NULL;

  for (int i = 0; i < n; i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (multipart, i);
      GMimeContentType *type = g_mime_object_get_content_type (part);

      if (g_mime_content_type_is_type (type, "text", reading->page_only ? "html" : "plain"))
        {
          chosen = part;
          break;
        }
      if (!g_mime_content_type_is_type (type, "text", "calendar"))
        chosen = part;
    }
  reading->parts += MAX (n, 1) - 1;
  if (chosen != NULL)
    read_object (reading, chosen, depth + 1);
}

static void
read_object (Reading *reading, GMimeObject *object, guint depth)
{
  if (depth > DEPTH_MAX || ++reading->parts > PARTS_MAX)
    {
      too_complex (reading);
      return;
    }
  if (GMIME_IS_MULTIPART (object) &&
      g_mime_content_type_is_type (g_mime_object_get_content_type (object), "multipart",
                                   "alternative"))
    read_alternative (reading, GMIME_MULTIPART (object), depth);
  else if (GMIME_IS_MULTIPART (object))
    {
      int n = g_mime_multipart_get_count (GMIME_MULTIPART (object));
      for (int i = 0; i < n && !reading->too_complex; i++)
        read_object (reading, g_mime_multipart_get_part (GMIME_MULTIPART (object), i), depth + 1);
    }
  else if (GMIME_IS_MESSAGE_PART (object))
    {
      GMimeMessage *inner = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));
      sl_flow_add (reading->flow, SL_FLOW_NOTE, _ ("[A message within this message]"), -1);
      if (inner != NULL)
        read_message (reading, inner, depth + 1);
    }
  else if (GMIME_IS_PART (object))
    read_leaf (reading, GMIME_PART (object));
}

/* "Name <address>": the address as it stands, so that a name cannot pass for one. */
static char *
format_addresses (InternetAddressList *list)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; list != NULL && i < MIN (internet_address_list_length (list), 500); i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);
      const char *name = internet_address_get_name (address);

      if (text->len > 0)
        g_string_append (text, ", ");
      if (name != NULL && *name != '\0')
        g_string_append_printf (text, "%s ", name);
      if (INTERNET_ADDRESS_IS_MAILBOX (address))
        g_string_append_printf (
            text, "<%s>", internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address)));
    }
  return g_string_free (text, FALSE);
}

static void
say_header (Reading *reading, guint depth, const char *key, const char *label, const char *raw)
{
  g_autofree char *value = sl_text_squeeze (raw != NULL ? raw : "");
  g_autofree char *line = NULL;

  if (*value == '\0')
    return;
  line = g_strdup_printf ("%s: %s", label, value);
  sl_flow_add (reading->flow, SL_FLOW_NOTE, line, -1);
  if (depth == 0)
    sl_output_property (reading->source->out, key, value);
}

static void
read_message (Reading *reading, GMimeMessage *message, guint depth)
{
  g_autofree char *from = format_addresses (g_mime_message_get_from (message));
  g_autofree char *to = format_addresses (g_mime_message_get_to (message));
  g_autofree char *cc = format_addresses (g_mime_message_get_cc (message));
  const char *date = g_mime_object_get_header (GMIME_OBJECT (message), "Date");
  GMimeObject *body = g_mime_message_get_mime_part (message);

  if (!reading->page_only)
    {
      say_header (reading, depth, "from", _ ("From"), from);
      say_header (reading, depth, "to", _ ("To"), to);
      say_header (reading, depth, "cc", _ ("Cc"), cc);
      say_header (reading, depth, "date", _ ("Date"), date);
      say_header (reading, depth, "subject", _ ("Subject"), g_mime_message_get_subject (message));
      if (depth == 0)
        sl_output_property (reading->source->out, "message-id",
                            g_mime_message_get_message_id (message));
    }
  if (body != NULL)
    read_object (reading, body, depth);
}

/* The header block is measured, and boundaries are counted, before the parser sees them: GMime goes
 * as deep as a message tells it to. */
static gboolean
check_limits (SlSource *source)
{
  const guint8 *end = memmem (source->data, source->length, "\r\n\r\n", 4);
  const guint8 *unix_end = memmem (source->data, source->length, "\n\n", 2);
  const guint8 *at = source->data;
  gsize headers, left = source->length;
  guint multiparts = 0;

  if (end == NULL || (unix_end != NULL && unix_end < end))
    end = unix_end;
  headers = end != NULL ? (gsize) (end - source->data) : source->length;
  if (headers > HEADERS_MAX)
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, "too-big",
                        _ ("Its headers are longer than those of any honest e-mail, so it was not "
                           "read."));
      return FALSE;
    }
  while ((at = memmem (at, left, "oundary=", 8)) != NULL && multiparts <= PARTS_MAX)
    {
      multiparts++;
      at += 8;
      left = source->length - (at - source->data);
    }
  if (multiparts <= PARTS_MAX)
    return TRUE;
  sl_output_reason (source->out, SL_OUTCOME_REFUSED, "too-complex",
                    _ ("It has more parts, one within another, than any honest e-mail, so it was "
                       "not read."));
  return FALSE;
}

static SlPages *
open_mail_as (SlSource *source, gboolean page_only)
{
  Reading reading = { .source = source, .page_only = page_only };
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeMessage *message;

  if (!check_limits (source))
    return NULL;
  stream = g_mime_stream_mem_new_with_buffer ((const char *) source->data, source->length);
  parser = g_mime_parser_new_with_stream (stream);
  message = g_mime_parser_construct_message (parser, NULL);
  if (message == NULL)
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, "damaged",
                        _ ("It is damaged: it has no e-mail in it. Ask for a new copy."));
      return NULL;
    }
  reading.flow = sl_flow_new ();
  read_message (&reading, message, 0);
  if (page_only && !reading.page_found)
    sl_output_reason (source->out, SL_OUTCOME_PARTIAL, "damaged",
                      _ ("It is damaged: it has no web page in it. Save the page again."));
  return sl_flow_finish (reading.flow, source);
}

static SlPages *
open_mail (SlSource *source)
{
  return open_mail_as (source, FALSE);
}

static SlPages *
open_mhtml (SlSource *source)
{
  return open_mail_as (source, TRUE);
}

static void
warm_up (SlJobMode mode)
{
  sl_xml_warm_up ();
  sl_flow_warm_up ();
  g_mime_init ();
}

const SlReader sl_mail_reader = { "message/rfc822", warm_up, open_mail };
const SlReader sl_mhtml_reader = { "multipart/related", warm_up, open_mhtml };
