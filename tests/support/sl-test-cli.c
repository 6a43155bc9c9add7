/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-cli.h"

#include <sys/wait.h>

void
sl_test_run_clear (SlTestRun *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}

void
sl_test_run_cli_list (SlTestRun *self, const char *folder, va_list words)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *word;
  int status;

  sl_test_run_clear (self);
  g_ptr_array_add (arguments, (gpointer) g_getenv ("SIGHTLINE_CLI"));
  g_ptr_array_add (arguments, (gpointer) "--data");
  g_ptr_array_add (arguments, (gpointer) folder);
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) word);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &self->out,
                &self->err, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  self->code = WEXITSTATUS (status);
}

void
sl_test_run_cli (SlTestRun *self, const char *folder, ...)
{
  va_list words;

  va_start (words, folder);
  sl_test_run_cli_list (self, folder, words);
  va_end (words);
}
