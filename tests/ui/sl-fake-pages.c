/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-fake-pages.h"

struct _SlFakePages
{
  GObject parent_instance;

  guint n_pages;
  double width, height;
  guint n_drawn;
  guint n_cancelled;
  gboolean failing;
  gboolean held;
};

static void pages_init (SlPagesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SlFakePages,
                               sl_fake_pages,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SL_TYPE_PAGES, pages_init))

static guint
get_n_pages (SlPages *pages)
{
  return SL_FAKE_PAGES (pages)->n_pages;
}

static void
get_size (SlPages *pages, guint page, double *width, double *height)
{
  *width = SL_FAKE_PAGES (pages)->width;
  *height = SL_FAKE_PAGES (pages)->height;
}

static gboolean
draw_cb (gpointer data)
{
  GTask *task = data;
  SlFakePages *self = g_task_get_source_object (task);
  const cairo_rectangle_int_t *region = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    self->n_cancelled++;
  else if (self->held)
    return G_SOURCE_CONTINUE;
  else if (self->failing)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The page cannot be drawn");
  else
    {
      self->n_drawn++;
      g_task_return_pointer (
          task, cairo_image_surface_create (CAIRO_FORMAT_ARGB32, region->width, region->height),
          (GDestroyNotify) cairo_surface_destroy);
    }
  return G_SOURCE_REMOVE;
}

static void
render_async (SlPages *pages,
              guint page,
              double scale,
              int turn,
              const cairo_rectangle_int_t *region,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (pages, cancellable, callback, user_data);

  g_assert_cmpuint (page, <, SL_FAKE_PAGES (pages)->n_pages);
  g_assert_cmpint (region->width, >, 0);
  g_assert_cmpint (region->height, >, 0);
  g_task_set_task_data (task, g_memdup2 (region, sizeof *region), g_free);
  g_timeout_add_full (G_PRIORITY_LOW, 1, draw_cb, task, g_object_unref);
}

static cairo_surface_t *
render_finish (SlPages *pages, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
pages_init (SlPagesInterface *iface)
{
  iface->get_n_pages = get_n_pages;
  iface->get_size = get_size;
  iface->render_async = render_async;
  iface->render_finish = render_finish;
}

static void
sl_fake_pages_class_init (SlFakePagesClass *klass)
{
}

static void
sl_fake_pages_init (SlFakePages *self)
{
}

SlFakePages *
sl_fake_pages_new (guint n_pages, double width, double height)
{
  SlFakePages *self = g_object_new (SL_TYPE_FAKE_PAGES, NULL);

  self->n_pages = n_pages;
  self->width = width;
  self->height = height;
  return self;
}

guint
sl_fake_pages_get_n_drawn (SlFakePages *self)
{
  return self->n_drawn;
}

guint
sl_fake_pages_get_n_cancelled (SlFakePages *self)
{
  return self->n_cancelled;
}

void
sl_fake_pages_set_failing (SlFakePages *self, gboolean failing)
{
  self->failing = failing;
}

void
sl_fake_pages_set_held (SlFakePages *self, gboolean held)
{
  self->held = held;
}
