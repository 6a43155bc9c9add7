/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "intake/sl-format.h"

G_BEGIN_DECLS

/* What several formats need to read of words: unknown values, numbers, and the guesses that are
 * made of running text. Guesses are suggestions, never a validation. */

/* HTML, also as a browser saves a page with its pictures in one file. */
gboolean sl_intake_is_web_page (SlExtraction *extraction);
/* "", "Unknown", "Not Available", "See source", "N/A" and the like. */
gboolean sl_intake_is_unknown (const char *value);
/* A plain finite number, also with thousands commas: "4,343". "" is no number. */
gboolean sl_intake_parse_number (const char *text, double *number);

/* The first thing that looks like a planning reference; NULL for none. Transfer full. */
char *sl_intake_find_reference (const char *text);
/* As above in a folder's or file's name, where '-' or '_' stand for '/'. */
char *sl_intake_find_reference_in_name (const char *name);
/* @name without such a reference, which reads like a drawing number. Transfer full. */
char *sl_intake_strip_reference (const char *name);
char *sl_intake_find_postcode (const char *text);
/* The date by which an answer is asked for: after "by", "before", "expires" and the like, or
 * "within 21 days" of @sent (ISO date or NULL). ISO date or NULL. */
char *sl_intake_find_deadline (const char *text, const char *sent);

/* The class of application (householder, full, outline, …) that a code or wording means; "" when it
 * is not known. */
const char *sl_intake_type_class (const char *text);

/* Given parts, those that say something, joined. Transfer full. */
char *sl_intake_join (const char *separator, ...) G_GNUC_NULL_TERMINATED;

void sl_intake_record_add_number (SlIntakeRecord *record,
                                  const char *field,
                                  double number,
                                  const char *place);
void sl_intake_record_add_type (SlIntakeRecord *record,
                                const char *code,
                                const char *text,
                                const char *place);
const char *sl_intake_record_get (SlIntakeRecord *record, const char *field); /* "" unknown */
SlIntakeDocument *sl_intake_record_add_document (SlIntakeRecord *record, const char *file_name);
void sl_intake_record_add_link (SlIntakeRecord *record,
                                const char *relation,
                                const char *reference,
                                const char *place);

G_END_DECLS
