/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-change-tints.h"

#include "review/sl-change-text.h"

/* Colours: named ones only, so that light, dark and high contrast follow. */

static GdkRGBA
get_colour (GtkWidget *widget, const char *name)
{
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour);
  return colour;
}

static guint16
to_16_bits (float value)
{
  return (guint16) (CLAMP (value, 0, 1) * 65535);
}

static void
insert (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static void
insert_tint (PangoAttrList *list, const GdkRGBA *colour, float alpha, guint start, guint end)
{
  insert (list,
          pango_attr_background_new (to_16_bits (colour->red), to_16_bits (colour->green),
                                     to_16_bits (colour->blue)),
          start, end);
  insert (list, pango_attr_background_alpha_new (to_16_bits (alpha)), start, end);
}

static void
insert_underline (PangoAttrList *list,
                  PangoUnderline underline,
                  const GdkRGBA *colour,
                  guint start,
                  guint end)
{
  insert (list, pango_attr_underline_new (underline), start, end);
  insert (list,
          pango_attr_underline_color_new (to_16_bits (colour->red), to_16_bits (colour->green),
                                          to_16_bits (colour->blue)),
          start, end);
}

/* The attributes of a stretch of characters with the same flags. What is said by form: struck
 * through, underlined once, underlined twice (commented on). */
static void
insert_attributes (GtkWidget *widget, PangoAttrList *list, guint8 flags, guint start, guint end)
{
  GdkRGBA removed = get_colour (widget, "error_color"),
          added = get_colour (widget, "success_color");
  GdkRGBA chosen = get_colour (widget, "accent_color"),
          remark = get_colour (widget, "warning_color");
  float strength = (flags & SL_CHANGE_CURRENT) != 0 ? 0.4f : 0.2f;
  GdkRGBA on = (flags & SL_CHANGE_CURRENT_COMMENT) != 0 ? chosen : remark;

  /* Added words that are commented on as well take something of both. */
  if ((flags & SL_CHANGE_ADDED) != 0)
    on = (GdkRGBA){ (on.red + added.red) / 2, (on.green + added.green) / 2,
                    (on.blue + added.blue) / 2, 1 };
  if ((flags & (SL_CHANGE_COMMENT | SL_CHANGE_CURRENT_COMMENT)) != 0)
    insert_tint (list, &on, 0.24f, start, end);
  else if ((flags & SL_CHANGE_REMOVED) != 0)
    insert_tint (list, &removed, strength * 0.9f, start, end);
  else if ((flags & SL_CHANGE_ADDED) != 0)
    insert_tint (list, &added, strength, start, end);

  if ((flags & SL_CHANGE_REMOVED) != 0)
    {
      insert (list, pango_attr_strikethrough_new (TRUE), start, end);
      insert (list,
              pango_attr_strikethrough_color_new (
                  to_16_bits (removed.red), to_16_bits (removed.green), to_16_bits (removed.blue)),
              start, end);
    }
  else if ((flags & (SL_CHANGE_COMMENT | SL_CHANGE_CURRENT_COMMENT)) != 0)
    insert_underline (list, PANGO_UNDERLINE_DOUBLE,
                      (flags & SL_CHANGE_ADDED) != 0             ? &added
                      : (flags & SL_CHANGE_CURRENT_COMMENT) != 0 ? &chosen
                                                                 : &remark,
                      start, end);
  else if ((flags & SL_CHANGE_ADDED) != 0)
    insert_underline (list, PANGO_UNDERLINE_SINGLE, &added, start, end);
}

/**
 * sl_change_tints_new:
 * @widget: whose colours are taken, so that light, dark and high contrast follow
 * @words: the text that is shown
 * @flags: (array): #SlChangeFlags of each character of @words
 *
 * Returns: (transfer full): the attributes of @words
 */
PangoAttrList *
sl_change_tints_new (GtkWidget *widget, const char *words, const guint8 *flags)
{
  PangoAttrList *list = pango_attr_list_new ();
  const char *from = words;
  guint first = 0, i = 0;

  for (const char *at = words; *at != '\0'; i++)
    {
      at = g_utf8_next_char (at);
      if (*at != '\0' && flags[i + 1] == flags[first])
        continue;
      if (flags[first] != 0)
        insert_attributes (widget, list, flags[first], (guint) (from - words),
                           (guint) (at - words));
      first = i + 1;
      from = at;
    }
  return list;
}
