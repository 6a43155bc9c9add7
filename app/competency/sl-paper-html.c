/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include <glib/gi18n-lib.h>

/* The letter tree of a portfolio as one web page: the same words in the same order, with links to
 * the files beside it. It asks for nothing from anywhere: no script, no picture, no font. */

static const char style[] =
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:0 auto;padding:1rem}"
    "h1,h2,h3,h4{line-height:1.25}h2{border-bottom:1px solid;margin-top:2.5rem}"
    "table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid;padding:.3rem .6rem;"
    "text-align:left;vertical-align:top}"
    ".wide{overflow-x:auto}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}"
    "dd{margin:0;overflow-wrap:anywhere}blockquote{border-left:.25rem solid;margin:.5rem 0;"
    "padding-left:1rem}.mark{text-align:center;font-weight:bold}";

typedef struct
{
  GString *out;
  GHashTable *names;  /* borrowed */
  const char *folder; /* of the files, beside the page */
  guint n_headings;
} Page;

/* Line breaks of the letter are breaks of the page. */
static void
append_text (Page *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (lines[i], -1);

      g_string_append_printf (self->out, "%s%s", i > 0 ? "<br/>" : "", escaped);
    }
}

static void
append_element (Page *self, const char *name, const char *text)
{
  if (*text == '\0')
    return;
  g_string_append_printf (self->out, "<%s>", name);
  append_text (self, text);
  g_string_append_printf (self->out, "</%s>\n", name);
}

static const char *
get_sign (SlShape shape)
{
  switch (shape)
    {
    case SL_SHAPE_RING:
      return "○";
    case SL_SHAPE_CLOCK:
      return "◷";
    case SL_SHAPE_TICK:
      return "✓";
    case SL_SHAPE_HALF:
      return "◐";
    case SL_SHAPE_DASH:
      return "–";
    case SL_SHAPE_NONE:
    default:
      return NULL;
    }
}

static void
append_row (Page *self, SlBlock *row, gboolean header)
{
  g_string_append (self->out, "<tr>");
  for (guint i = 0; i < sl_block_get_n_children (row); i++)
    {
      SlBlock *cell = sl_block_get_child (row, i);
      const char *sign = get_sign (sl_block_get_shape (cell));
      const char *name = header || i == 0 ? "th" : "td";

      g_string_append_printf (self->out, "<%s%s>", name,
                              header   ? " scope=\"col\""
                              : i == 0 ? " scope=\"row\""
                                       : "");
      if (sign != NULL)
        g_string_append_printf (self->out, "<span aria-hidden=\"true\">%s</span> ", sign);
      append_text (self, sl_block_get_text (cell));
      g_string_append_printf (self->out, "</%s>", name);
    }
  g_string_append (self->out, "</tr>\n");
}

/* Wide tables scroll by themselves, also by keyboard. */
static void
append_table (Page *self, SlBlock *table)
{
  g_string_append_printf (
      self->out, "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"%s\"><table>\n",
      _ ("Table"));
  for (guint i = 0; i < sl_block_get_n_children (table); i++)
    {
      if (i < 2)
        g_string_append (self->out, i == 0 ? "<thead>\n" : "</thead>\n<tbody>\n");
      append_row (self, sl_block_get_child (table, i), i == 0);
    }
  g_string_append (self->out, sl_block_get_n_children (table) > 1 ? "</tbody>" : "</thead>");
  g_string_append (self->out, "</table></div>\n");
}

static void
append_fields (Page *self, SlBlock *fields)
{
  g_string_append (self->out, "<dl>\n");
  for (guint i = 0; i < sl_block_get_n_children (fields); i++)
    {
      SlBlock *row = sl_block_get_child (fields, i);

      append_element (self, "dt", sl_block_get_text (sl_block_get_child (row, 0)));
      append_element (self, "dd", sl_block_get_text (sl_block_get_child (row, 1)));
    }
  g_string_append (self->out, "</dl>\n");
}

/* An item that stands for a file that is there links to it. */
static void
append_item (Page *self, SlBlock *item)
{
  const char *file = g_hash_table_lookup (self->names, sl_block_get_origin (item)->detail);

  g_string_append (self->out, "<li>");
  if (file != NULL)
    {
      g_autofree char *escaped = g_uri_escape_string (file, NULL, FALSE);

      g_string_append_printf (self->out, "<a href=\"%s/%s\">", self->folder, escaped);
      append_text (self, sl_block_get_text (item));
      g_string_append (self->out, "</a>");
    }
  else
    append_text (self, sl_block_get_text (item));
  g_string_append (self->out, "</li>\n");
}

static void
append_list (Page *self, SlBlock *list)
{
  g_string_append (self->out, "<ul>\n");
  for (guint i = 0; i < sl_block_get_n_children (list); i++)
    append_item (self, sl_block_get_child (list, i));
  g_string_append (self->out, "</ul>\n");
}

static void
append_heading (Page *self, SlBlock *heading)
{
  int level = CLAMP (sl_block_get_level (heading), 2, 6);

  g_string_append_printf (self->out, "<h%d id=\"part-%u\">", level, ++self->n_headings);
  append_text (self, sl_block_get_text (heading));
  g_string_append_printf (self->out, "</h%d>\n", level);
}

static void
append_block (Page *self, SlBlock *block)
{
  switch (sl_block_get_kind (block))
    {
    case SL_BLOCK_HEADING:
      append_heading (self, block);
      break;
    case SL_BLOCK_TITLE:
      append_element (self, "h1", sl_block_get_text (block));
      break;
    case SL_BLOCK_TABLE:
      append_table (self, block);
      break;
    case SL_BLOCK_FIELDS:
      append_fields (self, block);
      break;
    case SL_BLOCK_LIST:
      append_list (self, block);
      break;
    case SL_BLOCK_QUOTATION:
      append_element (self, "blockquote", sl_block_get_text (block));
      break;
    case SL_BLOCK_PAGE_BREAK:
      break;
    default:
      append_element (self, "p", sl_block_get_text (block));
      break;
    }
}

/* Links to the headings of the second level, which append_heading() numbers alike. */
static void
append_contents (Page *self, SlLetter *letter)
{
  guint n_headings = 0;

  g_string_append_printf (self->out, "<nav aria-label=\"%s\"><ul>\n", _ ("Contents"));
  g_string_append_printf (self->out, "<li><a href=\"portfolio.pdf\">%s</a></li>\n",
                          _ ("The same as a PDF"));
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    {
      SlBlock *block = sl_letter_get_block (letter, i);

      if (sl_block_get_kind (block) != SL_BLOCK_HEADING)
        continue;
      n_headings++;
      if (sl_block_get_level (block) != 2)
        continue;
      g_string_append_printf (self->out, "<li><a href=\"#part-%u\">", n_headings);
      append_text (self, sl_block_get_text (block));
      g_string_append (self->out, "</a></li>\n");
    }
  g_string_append (self->out, "</ul></nav>\n");
}

/**
 * sl_paper_write_html:
 * @letter: a portfolio
 * @names: SHA-256 of each file that is there to its name
 * @folder: that holds the files, beside the page
 *
 * Returns: (transfer full): the page, UTF-8
 */
char *
sl_paper_write_html (SlLetter *letter, GHashTable *names, const char *folder)
{
  Page self = { .out = g_string_new (NULL), .names = names, .folder = folder };
  g_autofree char *title = g_markup_escape_text (sl_letter_get_title (letter), -1);
  g_autofree char *seal = g_markup_escape_text (sl_letter_get_seal (letter), -1);
  const char *mark = sl_letter_get_mark (letter) == SL_MARK_OFFICIAL_SENSITIVE
                         ? "OFFICIAL-SENSITIVE"
                         : "OFFICIAL";
  gboolean titled = FALSE;

  g_string_append_printf (self.out,
                          "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                          "<meta name=\"viewport\" content=\"width=device-width\"/>\n"
                          "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n"
                          "<header>\n<p class=\"mark\">%s</p>\n",
                          sl_letter_get_language (letter), title, style, mark);
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    {
      SlBlock *block = sl_letter_get_block (letter, i);

      append_block (&self, block);
      if (titled || sl_block_get_kind (block) != SL_BLOCK_TITLE)
        continue;
      titled = TRUE;
      g_string_append (self.out, "</header>\n");
      append_contents (&self, letter);
      g_string_append (self.out, "<main>\n");
    }
  g_string_append_printf (self.out,
                          "%s\n<footer>\n<p>%s</p>\n<p class=\"mark\">%s</p>\n</footer>\n"
                          "</body>\n</html>\n",
                          titled ? "</main>" : "</header>", seal, mark);
  return g_string_free (self.out, FALSE);
}
