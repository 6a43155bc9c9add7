/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "sl-application.h"
#include "sl-window.h"

G_BEGIN_DECLS

/* Starts GTK and libadwaita for a test program; call it instead of g_test_init(). */
void sl_ui_test_init (int *argc, char ***argv);

/* An empty casebook in a folder of its own, with somebody at work in it; transfer full. */
SlCasebook *sl_ui_test_open_casebook (void);
/* As on a first start: nobody has said yet who they are. */
SlCasebook *sl_ui_test_open_new_casebook (void);
/* The program's window on @casebook, shown; destroy it with sl_ui_test_close(). */
SlWindow *sl_ui_test_open_window (SlCasebook *casebook);
void sl_ui_test_close (SlWindow *window, SlCasebook *casebook);
/* The same @width wide, on a view of a case ("response", "review", …). */
SlWindow *
sl_ui_test_open_view (SlCasebook *casebook, const char *case_id, const char *view, int width);
/* Waits until the window has folded for 360 pixels. */
void sl_ui_test_wait_for_narrow (SlWindow *window);
/* Fails the test when @widget asks for more than 360 pixels. */
void sl_ui_test_assert_fits (GtkWidget *widget);

/* An application in the inbox; returns its id, transfer full. */
char *sl_ui_test_add_application (SlCasebook *casebook, const char *reference, const char *due);

/* Runs the main loop until @done says so, or fails the test after 30 seconds. */
typedef gboolean (*SlUiTestCondition) (gpointer data);
void sl_ui_test_wait (SlUiTestCondition done, gpointer data);

/* The first widget from @root downwards, in reading order; NULL when there is none. */
typedef gboolean (*SlUiTestMatch) (GtkWidget *widget, gconstpointer data);
GtkWidget *sl_ui_test_find_where (GtkWidget *root, SlUiTestMatch match, gconstpointer data);
GtkWidget *sl_ui_test_find (GtkWidget *root, GType type);
/* A label or a button that is to be seen and says @text; a row of settings by its title, seen or
 * not. */
GtkWidget *sl_ui_test_find_label (GtkWidget *root, const char *text);
GtkWidget *sl_ui_test_find_button (GtkWidget *root, const char *text);
GtkWidget *sl_ui_test_find_row (GtkWidget *root, const char *title);

/* Waits until a label says @text, or none does any more. @root is a GtkWidget. */
void sl_ui_test_see (gpointer root, const char *text);
void sl_ui_test_see_no_more (gpointer root, const char *text);
/* Waits until the button can be pressed, and presses it. */
void sl_ui_test_press (gpointer root, const char *text);

G_END_DECLS
