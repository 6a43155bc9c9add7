/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-media-type-private.h"

#include "base/sl-frame.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What kind of file some bytes are. Only marks are looked for here; nothing is parsed. Portals and
 * e-mail programs name files wrongly every day, so the name decides nothing. */

#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define ODT "application/vnd.oasis.opendocument.text"
#define BUNDLE "application/vnd.sightline.bundle"

/* A PDF may have this much before its header (PDF 32000-1, implementation note 13). */
#define PDF_HEADER_WITHIN 1024
#define TEXT_LOOKED_AT 4096

typedef struct
{
  const char *media_type;
  const char *title;    /* N_() */
  const char *endings;  /* ".pdf .PDF" in lower case, parted by spaces */
  const char *code;     /* NULL when a worker reads it */
  const char *sentence; /* N_(): why it is not read and what to do */
} Kind;

static const Kind kinds[] = {
  { "application/pdf", N_ ("PDF"), ".pdf", NULL, NULL },
  { DOCX, N_ ("Word document"), ".docx .docm .dotx", NULL, NULL },
  { ODT, N_ ("OpenDocument text"), ".odt .ott", NULL, NULL },
  { "application/zip", N_ ("ZIP archive"), ".zip", NULL, NULL },
  { BUNDLE, N_ ("case bundle"), ".sightline", NULL, NULL },
  { "text/html", N_ ("web page"), ".html .htm .xhtml .asp .aspx .php .do", NULL, NULL },
  { "multipart/related", N_ ("saved web page"), ".mhtml .mht", NULL, NULL },
  { "message/rfc822", N_ ("e-mail"), ".eml .mbox", NULL, NULL },
  { "application/json", N_ ("JSON data"), ".json .geojson", NULL, NULL },
  { "application/xml", N_ ("XML data"), ".xml .xsd .gml .kml .rdf", NULL, NULL },
  { "image/png", N_ ("PNG picture"), ".png", NULL, NULL },
  { "image/jpeg", N_ ("JPEG picture"), ".jpg .jpeg .jpe .jfif", NULL, NULL },
  { SL_PIXELS_TYPE, NULL, "", NULL, NULL },
  { "text/csv", N_ ("table as text"), ".csv .tsv .txt", NULL, NULL },
  { "text/plain", N_ ("plain text"), ".txt .text .csv .log .md .asc .eml .json .xml", NULL, NULL },
  { "application/vnd.ms-outlook", N_ ("Outlook message"), ".msg", "unsupported",
    N_ ("Sightline cannot read Outlook .msg files. Open it in Outlook, save it as .eml, and bring "
        "that in.") },
  { "application/msword", N_ ("old Word document"), ".doc .dot", "unsupported",
    N_ ("Sightline cannot read the old Word format. Open it in Word and save it as .docx or "
        "PDF.") },
  { "application/x-encrypted-office", N_ ("protected Office document"), ".docx .xlsx .pptx",
    "password",
    N_ ("This Office document is protected by a password. Open it in Word and save it without "
        "one, or as a PDF.") },
  { "application/x-ole-storage", N_ ("old Office file"), ".xls .ppt .mpp .vsd .msi", "unsupported",
    N_ ("Sightline cannot read old Office files. Ask the applicant for a PDF.") },
  { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", N_ ("Excel workbook"),
    ".xlsx .xlsm", "unsupported",
    N_ ("Sightline cannot read Excel workbooks. Save the sheet as CSV or PDF.") },
  { "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    N_ ("PowerPoint presentation"), ".pptx", "unsupported",
    N_ ("Sightline cannot read PowerPoint presentations. Save it as a PDF.") },
  { "image/svg+xml", N_ ("SVG drawing"), ".svg", "unsupported",
    N_ ("Sightline cannot read SVG drawings. Ask the applicant for a PDF.") },
  { "image/tiff", N_ ("TIFF picture"), ".tif .tiff", "unsupported",
    N_ ("Sightline cannot read TIFF pictures. Ask the applicant for a PDF.") },
  { "image/heif", N_ ("HEIC photograph"), ".heic .heif", "unsupported",
    N_ ("This is a HEIC photograph: Sightline cannot read it. Export it as JPEG.") },
  { "image/avif", N_ ("AVIF picture"), ".avif", "unsupported",
    N_ ("Sightline cannot read AVIF pictures. Save it as JPEG.") },
  { "image/gif", N_ ("GIF picture"), ".gif", "unsupported",
    N_ ("Sightline cannot read GIF pictures. Save it as PNG.") },
  { "image/bmp", N_ ("BMP picture"), ".bmp", "unsupported",
    N_ ("Sightline cannot read BMP pictures. Save it as PNG.") },
  { "image/webp", N_ ("WebP picture"), ".webp", "unsupported",
    N_ ("Sightline cannot read WebP pictures. Save it as PNG or JPEG.") },
  { "image/vnd.dwg", N_ ("DWG"), ".dwg", "unsupported",
    N_ ("Sightline cannot read DWG. Ask the applicant for a PDF.") },
  { "application/rtf", N_ ("rich text"), ".rtf .doc", "unsupported",
    N_ ("Sightline cannot read RTF. Save it as .docx or PDF.") },
  { "application/ms-tnef", N_ ("winmail.dat"), ".dat", "unsupported",
    N_ ("Sightline cannot read winmail.dat. Ask the sender for plain attachments.") },
  { "application/x-7z-compressed", N_ ("7-Zip archive"), ".7z", "unsupported",
    N_ ("Sightline does not open 7-Zip archives. Unpack it first and bring in the files.") },
  { "application/vnd.rar", N_ ("RAR archive"), ".rar", "unsupported",
    N_ ("Sightline does not open RAR archives. Unpack it first and bring in the files.") },
  { "application/gzip", N_ ("gzip archive"), ".gz .tgz", "unsupported",
    N_ ("Sightline does not open gzip archives. Unpack it first and bring in the files.") },
  { "application/octet-stream", NULL, "", "unsupported",
    N_ ("Sightline does not know this kind of file. Ask the applicant for a PDF.") },
};

/* Marks at the very beginning. */
static const struct
{
  const char *media_type;
  guint at;
  guint length;
  const char *mark;
} marks[] = {
  { "image/png", 0, 8, "\x89PNG\r\n\x1a\n" },
  { "image/jpeg", 0, 3, "\xff\xd8\xff" },
  { "image/gif", 0, 4, "GIF8" },
  { "image/tiff", 0, 4, "II*\0" },
  { "image/tiff", 0, 4, "MM\0*" },
  { "image/webp", 8, 4, "WEBP" },
  { "image/heif", 4, 6, "ftyphe" },
  { "image/heif", 4, 6, "ftypmi" },
  { "image/avif", 4, 6, "ftypav" },
  { "image/vnd.dwg", 0, 4, "AC10" },
  { "application/rtf", 0, 5, "{\\rtf" },
  { "application/ms-tnef", 0, 4, "\x78\x9f\x3e\x22" },
  { "application/x-7z-compressed", 0, 6, "7z\xbc\xaf\x27\x1c" },
  { "application/vnd.rar", 0, 6, "Rar!\x1a\x07" },
  { "application/gzip", 0, 2, "\x1f\x8b" },
};

static gboolean
holds (const guint8 *data, gsize length, const char *mark)
{
  return memmem (data, length, mark, strlen (mark)) != NULL;
}

static gboolean
holds_utf16 (const guint8 *data, gsize length, const char *mark)
{
  gsize n = strlen (mark);
  g_autofree char *wide = g_malloc0 (2 * n);

  for (gsize i = 0; i < n; i++)
    wide[2 * i] = mark[i];
  return memmem (data, length, wide, 2 * n) != NULL;
}

/* A first entry "mimetype", stored, says what the archive is (OpenDocument 1.2 part 3, 3.3). */
static gboolean
says_it_is (const guint8 *data, gsize length, const char *media_type)
{
  gsize n = strlen (media_type);

  return length > 38 + n + 2 && memcmp (data, "PK\3\4", 4) == 0 &&
         memcmp (data + 30, "mimetype", 8) == 0 && memcmp (data + 38, media_type, n) == 0;
}

static const char *
sniff_zip (const guint8 *data, gsize length)
{
  if (says_it_is (data, length, ODT))
    return ODT;
  if (holds (data, length, "word/document.xml") ||
      (holds (data, length, "[Content_Types].xml") && holds (data, length, "word/")))
    return DOCX;
  if (holds (data, length, "xl/workbook.xml"))
    return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (holds (data, length, "ppt/presentation.xml"))
    return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
  return "application/zip";
}

static const char *
sniff_ole (const guint8 *data, gsize length)
{
  if (holds_utf16 (data, length, "EncryptedPackage"))
    return "application/x-encrypted-office";
  if (holds_utf16 (data, length, "__substg1.0_"))
    return "application/vnd.ms-outlook";
  if (holds_utf16 (data, length, "WordDocument"))
    return "application/msword";
  return "application/x-ole-storage";
}

/* Text has no NUL (but as UTF-16 with a byte order mark) and hardly any other control. */
static gboolean
looks_like_text (const guint8 *data, gsize length)
{
  gsize controls = 0;

  if (length >= 2 && ((data[0] == 0xff && data[1] == 0xfe) || (data[0] == 0xfe && data[1] == 0xff)))
    return TRUE;
  for (gsize i = 0; i < length; i++)
    if (data[i] == '\0' || (data[i] < 0x20 && !strchr ("\t\n\r\f\x1b", data[i])))
      controls++;
  return controls * 20 <= length;
}

static gboolean
header_is_known (const char *line)
{
  static const char *const names[] = { "From:",        "To:",     "Subject:",    "MIME-Version:",
                                       "Date:",        "Cc:",     "Received:",   "Return-Path:",
                                       "Reply-To:",    "Sender:", "Message-ID:", "Content-Type:",
                                       "Delivered-To:" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (line, names[i], strlen (names[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Two or more well-known header fields before the first empty line, and nothing but fields. */
static gboolean
looks_like_mail (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 100);
  guint known = 0;
  guint start = g_str_has_prefix (lines[0] != NULL ? lines[0] : "", "From ") ? 1 : 0;

  for (guint i = start; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      const char *line = g_strchomp (lines[i]);
      const char *colon = strchr (line, ':');

      if (*line == '\0')
        break;
      if (i > start && g_ascii_isspace (*line))
        continue;
      if (colon == NULL || colon == line || strcspn (line, " \t") < (gsize) (colon - line))
        return FALSE;
      known += header_is_known (line) ? 1 : 0;
    }
  return known >= 2;
}

static const char *
sniff_mail (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *body = strstr (lower, "\n\n");
  const char *related = strstr (lower, "content-type: multipart/related");

  if (strstr (lower, "snapshot-content-location:") != NULL ||
      strstr (lower, "from: <saved by") != NULL || strstr (lower, "from: \"saved by") != NULL)
    return "multipart/related";
  if (related != NULL && (body == NULL || related < body) && strstr (lower, "\nto:") == NULL &&
      strstr (lower, "received:") == NULL)
    return "multipart/related";
  return "message/rfc822";
}

/* A heading line and a next line that have the same three or more columns. */
static gboolean
looks_like_table (const char *text)
{
  static const char separators[] = ",;\t";

  for (const char *separator = separators; *separator != '\0'; separator++)
    {
      guint counts[2] = { 0, 0 };
      const char *at = text;

      for (guint line = 0; line < 2; line++)
        {
          for (; *at != '\0' && *at != '\n'; at++)
            counts[line] += *at == *separator ? 1 : 0;
          at += *at == '\n' ? 1 : 0;
        }
      if (counts[0] >= 2 && counts[0] == counts[1])
        return TRUE;
    }
  return FALSE;
}

static gboolean
looks_like_json (const char *text)
{
  const char *next = text + 1;

  if (*text != '{' && *text != '[')
    return FALSE;
  next += strspn (next, " \t\r\n");
  return *text == '{' ? *next == '"' || *next == '}'
                      : *next != '\0' && strchr ("{[\"]-0123456789tfn", *next) != NULL;
}

static const char *
sniff_markup (const char *text)
{
  static const char *const html[] = { "<!doctype html", "<html", "<head", "<body", "<title",
                                      "<table",         "<div",  "<meta", "<p>",   "<script" };
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *root = lower;

  /* The root is the first tag that is no declaration, comment or instruction. */
  while (root != NULL && (g_str_has_prefix (root, "<?") || g_str_has_prefix (root, "<!--")))
    {
      root = g_str_has_prefix (root, "<?") ? strstr (root, "?>") : strstr (root, "-->");
      root = root != NULL ? strchr (root, '<') : NULL;
    }
  for (gsize i = 0; root != NULL && i < G_N_ELEMENTS (html); i++)
    if (g_str_has_prefix (root, html[i]))
      return "text/html";
  if (strstr (lower, "<svg") != NULL)
    return "image/svg+xml";
  if (g_str_has_prefix (lower, "<?xml") ||
      (root != NULL && (g_ascii_isalpha (root[1]) || root[1] == '!' || root[1] == '_')))
    return strstr (lower, "<html") != NULL ? "text/html" : "application/xml";
  return "text/plain";
}

static const char *
sniff_text (const guint8 *data, gsize length)
{
  g_autofree char *head = NULL;
  gsize skipped = 0;

  if (length >= 2 && (data[0] == 0xff || data[0] == 0xfe))
    {
      /* UTF-16: every second byte is enough to see the marks. */
      gsize low = data[0] == 0xff ? 0 : 1;
      gsize n = MIN (length, 2 * TEXT_LOOKED_AT) / 2;
      head = g_malloc0 (n);
      for (gsize i = 1; i < n; i++)
        head[i - 1] = data[2 * i + low] != '\0' ? (char) data[2 * i + low] : ' ';
    }
  else
    {
      if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
        skipped = 3;
      /* Saved register pages begin with screenfuls of empty lines. */
      while (skipped < length && strchr (" \t\r\n\f", data[skipped]) != NULL && data[skipped] != 0)
        skipped++;
      head = g_strndup ((const char *) data + skipped, MIN (length - skipped, TEXT_LOOKED_AT));
    }

  if (*head == '<')
    return sniff_markup (head);
  if (looks_like_json (head))
    return "application/json";
  if (looks_like_mail (head))
    return sniff_mail (head);
  return looks_like_table (head) ? "text/csv" : "text/plain";
}

/**
 * sl_media_type_sniff:
 * @data: a file's bytes
 * @length: how many
 *
 * Returns: (transfer none): the media type by content
 */
const char *
sl_media_type_sniff (const guint8 *data, gsize length)
{
  /* Before PDF: the title of a case may hold any words. */
  if (says_it_is (data, length, BUNDLE))
    return BUNDLE;
  if (holds (data, MIN (length, PDF_HEADER_WITHIN), "%PDF-"))
    return "application/pdf";
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].at + marks[i].length &&
        memcmp (data + marks[i].at, marks[i].mark, marks[i].length) == 0)
      return marks[i].media_type;
  if (length >= 14 && memcmp (data, "BM", 2) == 0 && memcmp (data + 6, "\0\0\0\0", 4) == 0)
    return "image/bmp";
  if (length >= 4 && (memcmp (data, "PK\3\4", 4) == 0 || memcmp (data, "PK\5\6", 4) == 0))
    return sniff_zip (data, length);
  if (length >= 8 && memcmp (data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
    return sniff_ole (data, length);
  if (looks_like_text (data, MIN (length, TEXT_LOOKED_AT)))
    return sniff_text (data, length);
  return "application/octet-stream";
}

static const Kind *
find_kind (const char *media_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].media_type, media_type))
      return &kinds[i];
  return &kinds[G_N_ELEMENTS (kinds) - 1];
}

const char *
sl_media_type_get_title (const char *media_type)
{
  const Kind *kind = find_kind (media_type);
  return kind->title != NULL ? _ (kind->title) : NULL;
}

static gboolean
has_ending (const Kind *kind, const char *ending)
{
  g_auto (GStrv) endings = g_strsplit (kind->endings, " ", -1);
  return g_strv_contains ((const char *const *) endings, ending);
}

/**
 * sl_media_type_suits_name:
 * @media_type: what the bytes are
 * @name: a file name
 *
 * Returns: %FALSE when the name's ending belongs to another kind we know
 */
gboolean
sl_media_type_suits_name (const char *media_type, const char *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *ending = dot != NULL ? g_ascii_strdown (dot, -1) : NULL;
  gboolean known = FALSE;

  if (ending == NULL || has_ending (find_kind (media_type), ending))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds) && !known; i++)
    known = has_ending (&kinds[i], ending);
  return !known;
}

gboolean
sl_media_type_is_read (const char *media_type, const char **code, char **sentence)
{
  const Kind *kind = find_kind (media_type);

  if (kind->code == NULL)
    return TRUE;
  *code = kind->code;
  *sentence = g_strdup (_ (kind->sentence));
  return FALSE;
}
