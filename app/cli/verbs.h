/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cli.h"

G_BEGIN_DECLS

/* One line for each cmd-<verb>.c, in the order of the work. */
extern const SlVerb sl_verb_import;
extern const SlVerb sl_verb_new;
extern const SlVerb sl_verb_list;
extern const SlVerb sl_verb_case;
extern const SlVerb sl_verb_check;
extern const SlVerb sl_verb_link;
extern const SlVerb sl_verb_action;
extern const SlVerb sl_verb_due;
extern const SlVerb sl_verb_show;
extern const SlVerb sl_verb_search;
extern const SlVerb sl_verb_assess;
extern const SlVerb sl_verb_observe;
extern const SlVerb sl_verb_photograph;
extern const SlVerb sl_verb_crime;
extern const SlVerb sl_verb_draft;
extern const SlVerb sl_verb_render;
extern const SlVerb sl_verb_report;
extern const SlVerb sl_verb_review;
extern const SlVerb sl_verb_bundle;
extern const SlVerb sl_verb_issue;
extern const SlVerb sl_verb_outcome;
extern const SlVerb sl_verb_meeting;
extern const SlVerb sl_verb_visit;
extern const SlVerb sl_verb_survey;
extern const SlVerb sl_verb_scheme;
extern const SlVerb sl_verb_advice;
extern const SlVerb sl_verb_progress;
extern const SlVerb sl_verb_packs;
extern const SlVerb sl_verb_people;
extern const SlVerb sl_verb_backup;
extern const SlVerb sl_verb_restore;
extern const SlVerb sl_verb_audit;

/* All verbs, ended by NULL. */
extern const SlVerb *const sl_verbs[];

G_END_DECLS
