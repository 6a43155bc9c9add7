/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-photograph-picture.h"

#include <glib/gi18n.h>

/* The worker reads the file; this only shows what it answers. */

#define THUMBNAIL_PIXELS 240

typedef struct
{
  SlPhotograph *photograph;
  SlLibrary *library;
  guint max_pixels;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->photograph);
  g_object_unref (reading->library);
  g_free (reading);
}

static void
read_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  cairo_surface_t *surface;

  if (reading->max_pixels <= THUMBNAIL_PIXELS)
    surface = sl_photograph_load_thumbnail (reading->photograph, reading->library, cancellable,
                                            &error);
  else
    surface = sl_photograph_load_pixels (reading->photograph, reading->library, reading->max_pixels,
                                         cancellable, &error);
  if (surface != NULL)
    g_task_return_pointer (task, surface, (GDestroyNotify) cairo_surface_destroy);
  else
    g_task_return_error (task, error);
}

static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (
      cairo_image_surface_get_data (surface), stride * (gsize) height,
      (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkPicture *picture = GTK_PICTURE (source);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (surface == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_widget_set_tooltip_text (GTK_WIDGET (picture), error->message);
      return;
    }
  texture = make_texture (surface);
  gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
  cairo_surface_destroy (surface);
}

/**
 * sl_photograph_picture_new:
 * @photograph: what is shown
 * @library: where its original lies
 * @max_pixels: of the longer side
 * @cancellable: (nullable): of whoever shows it
 *
 * Returns: (transfer floating): a picture that is filled when the pixels have been read
 */
GtkWidget *
sl_photograph_picture_new (SlPhotograph *photograph,
                           SlLibrary *library,
                           guint max_pixels,
                           GCancellable *cancellable)
{
  GtkWidget *picture = gtk_picture_new ();
  g_autoptr (GTask) task = g_task_new (picture, cancellable, read_cb, NULL);
  Reading *reading = g_new0 (Reading, 1);

  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), sl_photograph_get_name (photograph));
  reading->photograph = g_object_ref (photograph);
  reading->library = g_object_ref (library);
  reading->max_pixels = max_pixels;
  g_task_set_source_tag (task, sl_photograph_picture_new);
  g_task_set_name (task, "pixels of a photograph");
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_worker);
  return picture;
}

const char *
sl_photograph_privacy_to_word (const char *privacy)
{
  if (g_str_equal (privacy, "clear"))
    return _ ("May be shown");
  if (g_str_equal (privacy, "keep-in"))
    return _ ("Stays in the force");
  return _ ("Not looked at");
}

const char *
sl_photograph_privacy_icon (const char *privacy, const char **css_class)
{
  if (g_str_equal (privacy, "clear"))
    {
      *css_class = "verdict-met";
      return "sl-verdict-met-symbolic";
    }
  if (g_str_equal (privacy, "keep-in"))
    {
      *css_class = "verdict-not-applicable";
      return "changes-prevent-symbolic";
    }
  *css_class = "verdict-none";
  return "sl-verdict-none-symbolic";
}

const char *
sl_photograph_get_name (SlPhotograph *photograph)
{
  const char *caption = sl_photograph_get (photograph, "caption");

  return *caption != '\0' ? caption : sl_photograph_get (photograph, "file-name");
}
