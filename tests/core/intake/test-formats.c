/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "documents/sl-worker-pool.h"
#include "intake/sl-intake-text.h"

#include <string.h>

/* Each form as a small file of our own, read by the real worker: so the shape of its rows is tested
 * with the mapper that stands on it. */

static SlWorkerPool *pool;

typedef struct
{
  SlExtraction *extraction;
  const SlFormat *format;
  GPtrArray *records;
  GError *error;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_object (&reading->extraction);
  g_clear_pointer (&reading->records, g_ptr_array_unref);
  g_clear_error (&reading->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
read_text (Reading *reading, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_bytes (bytes, name, &error);

  g_assert_no_error (error);
  reading->extraction = sl_worker_pool_extract (pool, file, NULL, NULL, &error);
  g_assert_no_error (error);
  reading->format = sl_format_recognise (reading->extraction);
  if (reading->format != NULL)
    reading->records = reading->format->map (reading->extraction, &reading->error);
}

static SlIntakeRecord *
get_record (Reading *reading, const char *format, guint index)
{
  g_assert_nonnull (reading->format);
  g_assert_cmpstr (reading->format->id, ==, format);
  g_assert_no_error (reading->error);
  g_assert_cmpuint (reading->records->len, >, index);
  return g_ptr_array_index (reading->records, index);
}

static void
assert_value (SlIntakeRecord *record, const char *field, const char *value)
{
  const char *found = sl_intake_record_get (record, field);

  if (strcmp (found, value) != 0)
    g_error ("%s is “%s”, not “%s”", field, found, value);
}

static const char app_form[] =
    "<?xml version='1.0'?>\n"
    "<p:Proposal xmlns:p='http://www.govtalk.gov.uk/planning/OneAppProposal-2006' Version='1.3'"
    " xmlns:c='http://www.govtalk.gov.uk/planning/OneAppCommon-2006'>\n"
    "<p:ApplicationHeader><p:ApplicationTo>UTT</p:ApplicationTo>"
    "<p:DateSubmitted>2026-10-05</p:DateSubmitted>\n"
    "<p:RefNum>1</p:RefNum><p:FormattedRefNum>PP-12345678</p:FormattedRefNum>"
    "</p:ApplicationHeader>\n"
    "<p:FileAttachments><c:FileAttachment><c:FileName>Form.pdf</c:FileName>"
    "<c:Reference>Other</c:Reference></c:FileAttachment>\n"
    "<c:FileAttachment><c:FileName>A-100.pdf</c:FileName>"
    "<c:Reference>Site Layout</c:Reference></c:FileAttachment></p:FileAttachments>\n"
    "<p:Applicant><c:PersonName><c:PersonGivenName>Ann</c:PersonGivenName>"
    "<c:PersonFamilyName>Fenwick</c:PersonFamilyName></c:PersonName>"
    "<c:OrgName>Fenwick &amp; Lowe Homes</c:OrgName></p:Applicant>\n"
    "<p:SiteLocation><c:BS7666Address><c:PAON><c:Description>1a</c:Description></c:PAON>"
    "<c:StreetDescription>Mallard Way</c:StreetDescription><c:Town>Thornbury St Anne</c:Town>"
    "<c:PostCode>CM6 1AB</c:PostCode>"
    "<c:UniquePropertyReferenceNumber>000766301871</c:UniquePropertyReferenceNumber>"
    "</c:BS7666Address>\n"
    "<c:SiteGridRefence><c:X>556210</c:X><c:Y>221080</c:Y></c:SiteGridRefence></p:SiteLocation>\n"
    "<p:ConsentRegimes><p:ConsentRegime>Full</p:ConsentRegime></p:ConsentRegimes>\n"
    "<p:ApplicationData><p:Future><p:ShortDescription>homes</p:ShortDescription>"
    "<p:ProposalDescription>Erection of 48 homes and 9 flats</p:ProposalDescription>"
    "<p:ExistingUseDescription>Agricultural land of grade 3 with hedges on all sides"
    "</p:ExistingUseDescription></p:Future></p:ApplicationData></p:Proposal>\n";

static void
test_1app (void)
{
  g_auto (Reading) reading = { 0 };
  SlIntakeRecord *record;
  const SlIntakeDocument *document;

  read_text (&reading, "proposal.xml", app_form);
  record = get_record (&reading, "1app", 0);
  assert_value (record, "authority-code", "UTT");
  assert_value (record, "portal-reference", "PP-12345678");
  assert_value (record, "reference", "");
  assert_value (record, "date-submitted", "2026-10-05");
  assert_value (record, "type-class", "full");
  assert_value (record, "applicant", "Ann Fenwick, Fenwick & Lowe Homes");
  assert_value (record, "address", "1a Mallard Way, Thornbury St Anne");
  assert_value (record, "postcode", "CM6 1AB");
  assert_value (record, "uprn", "000766301871");
  assert_value (record, "easting", "556210");
  assert_value (record, "northing", "221080");
  assert_value (record, "proposal", "Erection of 48 homes and 9 flats");
  g_assert_cmpuint (record->documents->len, ==, 2);
  document = g_ptr_array_index (record->documents, 1);
  g_assert_cmpstr (document->file_name, ==, "A-100.pdf");
  g_assert_cmpstr (document->declared_type, ==, "Site Layout");
  document = g_ptr_array_index (record->documents, 0);
  g_assert_null (document->declared_type);
}

static void
test_1app_empty (void)
{
  g_auto (Reading) reading = { 0 };

  read_text (&reading, "proposal.xml",
             "<Proposal><ApplicationHeader><RefNum>1</RefNum></ApplicationHeader></Proposal>");
  g_assert_nonnull (reading.error);
  g_assert_null (reading.records);
}

static void
test_odp_application (void)
{
  g_auto (Reading) reading = { 0 };
  SlIntakeRecord *record;
  const SlIntakeDocument *document;

  read_text (
      &reading, "application.json",
      "{\"data\":{\"application\":{\"type\":{\"value\":\"pp.full.major\","
      "\"description\":\"Planning permission - major\"}},"
      "\"applicant\":{\"name\":{\"first\":\"Ann\",\"last\":\"Fenwick\"},"
      "\"company\":{\"name\":\"Fenwick & Lowe Homes\"},"
      "\"agent\":{\"name\":{\"first\":\"\",\"last\":\"Bray\"},\"company\":{\"name\":\"Hollins\"}}},"
      "\"property\":{\"address\":{\"title\":\"Land east of Mallard Way\",\"x\":556210.4,"
      "\"y\":221079.6,\"latitude\":1,\"longitude\":1,\"source\":\"Proposed by applicant\"},"
      "\"planning\":{\"designations\":[{\"description\":\"Green belt\",\"intersects\":false},"
      "{\"description\":\"Flood zone\",\"intersects\":true}]}},"
      "\"proposal\":{\"description\":\"48 "
      "homes\",\"boundary\":{\"site\":{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":"
      "[[[0.27,51.860],[0.271,51.86],[0.271,51.861],[0.27,51.860]]]},\"properties\":null},"
      "\"area\":{\"squareMetres\":21000}},"
      "\"units\":{\"total\":57}},"
      "\"files\":{\"designAndAccessStatement\":{\"projectDescription\":\"Streets face the green.\","
      "\"accessAndLayout\":\"One road in.\"}}},"
      "\"files\":[{\"name\":\"https://x.test/a/Site%20plan.pdf\",\"type\":[{\"value\":\"sitePlan\","
      "\"description\":\"Site plan\"}],\"number\":\"A-100\"}],"
      "\"metadata\":{\"id\":\"81bcaa0f-baf5-4573-ba0a-ea868c573faf\",\"organisation\":\"UTT\","
      "\"submittedAt\":\"2026-10-05T09:00:00.000+01:00\","
      "\"schema\":\"https://x.test/@next/schemas/application.json\"}}");
  record = get_record (&reading, "odp", 0);
  assert_value (record, "authority-code", "UTT");
  assert_value (record, "reference", "");
  assert_value (record, "portal-reference", "81bcaa0f-baf5-4573-ba0a-ea868c573faf");
  assert_value (record, "scale", "major");
  assert_value (record, "type-class", "full");
  assert_value (record, "dwellings", "57");
  assert_value (record, "site-area-ha", "2.1");
  assert_value (record, "boundary",
                "{\"type\":\"Polygon\",\"coordinates\":"
                "[[[0.27,51.860],[0.271,51.86],[0.271,51.861],[0.27,51.860]]]}");
  assert_value (record, "easting", "556210");
  assert_value (record, "northing", "221080");
  assert_value (record, "date-submitted", "2026-10-05");
  assert_value (record, "applicant", "Ann Fenwick, Fenwick & Lowe Homes");
  assert_value (record, "agent", "Bray, Hollins");
  assert_value (record, "constraints", "Flood zone");
  g_assert_cmpuint (record->documents->len, ==, 2);
  document = g_ptr_array_index (record->documents, 0);
  g_assert_cmpstr (document->file_name, ==, "Site plan.pdf");
  g_assert_cmpstr (document->declared_type, ==, "Site plan");
  g_assert_cmpstr (document->drawing_number, ==, "A-100");
  document = g_ptr_array_index (record->documents, 1);
  g_assert_nonnull (strstr (document->text, "Streets face the green."));
  g_assert_nonnull (strstr (document->text, "One road in."));
}

static void
test_odp_submitted (void)
{
  g_auto (Reading) reading = { 0 };
  SlIntakeRecord *record;
  const SlIntakeDocument *document;

  read_text (
      &reading, "case.json",
      "{\"applicationType\":\"pp.outline\",\"data\":{\"application\":{"
      "\"reference\":\"UTT/26/2147/FUL\",\"stage\":\"consultation\",\"status\":\"undetermined\"},"
      "\"validation\":{\"receivedAt\":\"2026-10-05T15:54:31.021Z\",\"validatedAt\":\"2026-10-07\"},"
      "\"consultation\":{\"startDate\":\"2026-11-04\",\"endDate\":\"2026-11-25\"},"
      "\"caseOfficer\":{\"name\":\"Judith Okoro\"}},\"comments\":{},"
      "\"files\":[{\"name\":\"plans.pdf\",\"type\":[\"roofPlan.existing\",\"sitePlan\"]}],"
      "\"submission\":{\"data\":{\"proposal\":{\"description\":\"48 homes\"},"
      "\"property\":{\"address\":{\"singleLine\":\"Mallard Way\",\"latitude\":51.6055791,"
      "\"longitude\":-0.6336819}}},\"metadata\":{\"id\":\"abc\",\"organisation\":\"UTT\"}},"
      "\"metadata\":{\"id\":\"other\"}}");
  record = get_record (&reading, "odp", 0);
  assert_value (record, "reference", "UTT/26/2147/FUL");
  assert_value (record, "portal-reference", "abc");
  assert_value (record, "type-class", "outline");
  assert_value (record, "date-received", "2026-10-05");
  assert_value (record, "date-valid", "2026-10-07");
  assert_value (record, "consultation-start", "2026-11-04");
  assert_value (record, "consultation-expiry", "2026-11-25");
  assert_value (record, "case-officer", "Judith Okoro");
  assert_value (record, "proposal", "48 homes");
  assert_value (record, "address", "Mallard Way");
  assert_value (record, "easting", "494718");
  assert_value (record, "northing", "190522");
  document = g_ptr_array_index (record->documents, 0);
  g_assert_cmpstr (document->declared_type, ==, "roofPlan.existing; sitePlan");
}

static void
test_odp_london (void)
{
  g_auto (Reading) reading = { 0 };
  SlIntakeRecord *record;

  read_text (&reading, "prototype.json",
             "{\"applicationType\":\"pp.full\",\"data\":{\"proposal\":{\"description\":\"Flats\","
             "\"units\":{\"residential\":{\"new\":[{\"identicalUnits\":12},{\"bedrooms\":1}],"
             "\"rebuilt\":[{\"identicalUnits\":2}],\"removed\":[{\"identicalUnits\":5}]}}}}}");
  record = get_record (&reading, "odp", 0);
  assert_value (record, "dwellings", "15");

  reading_clear (&reading);
  read_text (&reading, "pre.json",
             "{\"data\":{\"application\":{\"type\":{\"value\":\"preApp\"}},"
             "\"proposal\":{\"description\":\"A shop\"}}}");
  record = get_record (&reading, "odp", 0);
  assert_value (record, "type-class", "pre_application");
  assert_value (record, "dwellings", "");
}

static void
test_bops (void)
{
  g_auto (Reading) reading = { 0 };

  read_text (
      &reading, "search.json",
      "{\"data\":[{\"application\":{\"reference\":\"26-00240-PA1A\","
      "\"fullReference\":\"UTT-26-00240-PA1A\",\"validAt\":\"2026-03-04T00:00:00.000+00:00\","
      "\"targetDate\":null},\"proposal\":{\"description\":\"One\"},"
      "\"property\":{\"address\":{\"latitude\":22.8,\"longitude\":105},\"boundary\":{\"site\":"
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
      "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[1,2]]]}},{\"type\":\"Feature\","
      "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[5,6],[7,8],[5,6]]],[[[9,10]]]]}}"
      "]}}}},"
      "{\"application\":{\"reference\":\"26-00241-HAPP\"},\"proposal\":{\"description\":\"Two\"}}]"
      "}");
  assert_value (get_record (&reading, "bops", 0), "authority-code", "UTT");
  assert_value (get_record (&reading, "bops", 0), "date-valid", "2026-03-04");
  assert_value (get_record (&reading, "bops", 0), "easting", "");
  assert_value (get_record (&reading, "bops", 0), "boundary",
                "{\"type\":\"GeometryCollection\",\"geometries\":["
                "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[1,2]]]},"
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[5,6],[7,8],[5,6]]],[[[9,10]]]]}]}");
  assert_value (get_record (&reading, "bops", 1), "boundary", "");
  assert_value (get_record (&reading, "bops", 1), "proposal", "Two");
}

static void
test_mhclg (void)
{
  g_auto (Reading) reading = { 0 };
  SlIntakeRecord *record;
  const SlIntakeDocument *document;

  read_text (
      &reading, "submission.json",
      "{\"submission-details\":{\"submission-reference\":\"UTT/26/2147/FUL\","
      "\"application-types\":[\"full\"],\"planning-authority\":\"local-authority:UTT\","
      "\"submitted-at\":\"2026-10-05\",\"documents\":[{\"name\":\"Covering letter\","
      "\"document-types\":[],\"uploaded-date\":\"2026-10-05T16:02:24\","
      "\"file\":{\"filename\":\"\",\"file-size\":\"\"}}]},"
      "\"applicant-details\":{\"applicants\":[{\"person\":{\"first-name\":\"\","
      "\"last-name\":\"Fenwick & Lowe Homes\"},\"company\":\"Fenwick & Lowe Homes\"}]},"
      "\"pre-app-advice\":{\"advice-sought\":\"false\",\"reference\":\"X/1\",\"note\":\"none\"},"
      "\"res-units\":{\"total-proposed-units\":\"\",\"residential-unit-summary\":["
      "{\"proposed-unit-breakdown\":[{\"total-units\":48}]},"
      "{\"proposed-unit-breakdown\":[{\"total-units\":9}]}]},"
      "\"site-details\":{\"site-locations\":[{\"address-text\":\"Mallard Way\","
      "\"site-boundary\":\"POLYGON ((0.27 51.86, 0.271 51.86, 0.271 51.861, 0.27 51.86))\","
      "\"easting\":\"\",\"northing\":\"\",\"latitude\":\"\",\"longitude\":\"\",\"uprns\":[]}]},"
      "\"proposal-details\":{\"description\":\"48 homes and 9 flats\"},"
      "\"site-area\":{\"site-area-in-hectares\":2.1}}");
  record = get_record (&reading, "mhclg", 0);
  assert_value (record, "boundary",
                "POLYGON ((0.27 51.86, 0.271 51.86, 0.271 51.861, 0.27 51.86))");
  assert_value (record, "authority-code", "UTT");
  assert_value (record, "reference", "UTT/26/2147/FUL");
  assert_value (record, "applicant", "Fenwick & Lowe Homes");
  assert_value (record, "dwellings", "57");
  assert_value (record, "easting", "");
  assert_value (record, "uprn", "");
  assert_value (record, "site-area-ha", "2.1");
  g_assert_cmpuint (record->links->len, ==, 0);
  document = g_ptr_array_index (record->documents, 0);
  g_assert_cmpstr (document->file_name, ==, "Covering letter");
  g_assert_cmpstr (document->date, ==, "2026-10-05");
}

static void
test_idox_summary (void)
{
  g_auto (Reading) reading = { 0 };
  SlIntakeRecord *record;

  read_text (&reading, "summary.html",
             "<html lang='en'><body><div id='idox'><a id='langStyle' "
             "href='/online-applications/x?lang=CY'>Cymraeg</a>"
             "<a href='https://publicaccess.uttlesford.gov.uk/online-applications/help'>Help</a>"
             "<div class='addressCrumb'><span class='caseNumber'> UTT/26/2147/FUL </span></div>"
             "<form name='trackForm'><input type='hidden' name='caseTechnicalKey' value='P4VCF4'/>"
             "</form><table id='simpleDetailsTable'>"
             "<tr><th scope='row'>\r\n Reference\r\n</th><td> UTT/26/2147/FUL </td></tr>"
             "<tr><th>Alternative Reference</th><td>PP-12345678</td></tr>"
             "<tr><th>Application Validated</th><td>Wed 07 Oct 2026</td></tr>"
             "<tr><th>Decision</th><td></td></tr>"
             "<tr><th>Appeal Status</th><td>Unknown</td></tr>"
             "<tr><th>Status</th><td><span class='caseDetailsStatus'>Awaiting</span></td></tr>"
             "<tr><th>Proposal</th><td>48 homes\n & 9 flats</td></tr></table></div></body></html>");
  record = get_record (&reading, "idox", 0);
  assert_value (record, "reference", "UTT/26/2147/FUL");
  assert_value (record, "portal-reference", "PP-12345678");
  assert_value (record, "date-valid", "2026-10-07");
  assert_value (record, "decision", "");
  assert_value (record, "status", "Awaiting");
  assert_value (record, "proposal", "48 homes & 9 flats");
  assert_value (record, "key-val", "P4VCF4");
  assert_value (record, "authority-domain", "publicaccess.uttlesford.gov.uk");
}

static void
test_idox_tabs (void)
{
  g_auto (Reading) reading = { 0 };
  SlIntakeRecord *record;
  const SlIntakeDocument *document;

  read_text (
      &reading, "documents.html",
      "<html><body><div class='addressCrumb'><span class='caseNumber'>UTT/26/2147/FUL</span>"
      "</div><table id='Documents'><tr><th></th><th>Date Published</th><th>Document Type</th>"
      "<th>Drawing Number</th><th>Description</th><th>View</th></tr>"
      "<tr><td><input type='checkbox' name='file'/></td><td>07 Oct 2026</td><td>Plans</td>"
      "<td>A-100</td><td>SITE LAYOUT</td><td><a href='/online-applications/files/AB12/pdf/"
      "UTT_26_2147_FUL-SITE--123.pdf'>View</a></td></tr>"
      "<tr><td></td><td>08 Oct 2026</td><td>Plans - Superseded</td><td></td>"
      "<td>OLD LAYOUT</td><td></td></tr></table></body></html>");
  record = get_record (&reading, "idox", 0);
  g_assert_cmpuint (record->documents->len, ==, 2);
  document = g_ptr_array_index (record->documents, 0);
  g_assert_cmpstr (document->file_name, ==, "UTT_26_2147_FUL-SITE--123.pdf");
  g_assert_cmpstr (document->declared_type, ==, "Plans");
  g_assert_cmpstr (document->drawing_number, ==, "A-100");
  g_assert_cmpstr (document->title, ==, "SITE LAYOUT");
  g_assert_cmpstr (document->date, ==, "2026-10-07");
  document = g_ptr_array_index (record->documents, 1);
  g_assert_cmpstr (document->declared_type, ==, "Plans - Superseded");
  g_assert_null (document->drawing_number);

  reading_clear (&reading);
  read_text (&reading, "dates.html",
             "<html><body><div class='addressCrumb'><span class='caseNumber'>UTT/26/2147/FUL</span>"
             "</div><table id='simpleDetailsTable'>"
             "<tr><th>Standard Consultation Expiry Date</th><td>Fri 20 Nov 2026</td></tr>"
             "<tr><th>Statutory Consultee Consultation Expiry Date</th><td>25/11/2026</td></tr>"
             "<tr><th>Determination Deadline</th><td>Not Available</td></tr>"
             "<tr><th>Statutory Expiry Date</th><td>06/01/2027</td></tr></table></body></html>");
  record = get_record (&reading, "idox", 0);
  assert_value (record, "consultation-expiry", "2026-11-25");
  assert_value (record, "target-date", "2027-01-06");
}

static void
test_idox_results (void)
{
  g_auto (Reading) reading = { 0 };

  read_text (
      &reading, "results.html",
      "<html><body><ul id='searchresults'>"
      "<li class='searchresult'><a href='/o/applicationDetails.do?keyVal=K1&amp;activeTab=x'>"
      "48 homes</a><p class='address'>Mallard Way</p><p class='metaInfo'>Ref. No: "
      "UTT/26/2147/FUL<span class='divider'>|</span>Received: Mon 05 Oct 2026"
      "<span class='divider'>|</span>Validated: Wed 07 Oct 2026</p></li>"
      "<li class='searchresult'><a class='summaryLink' href='/o/x.do?keyVal=K2'>"
      "<div class='summaryLinkTextClamp'>A shed</div></a><p class='address'>Elm Row</p>"
      "<p class='metaInfo'>Ref. No: UTT/26/2148/HHF | Status: Decided</p></li>"
      "</ul></body></html>");
  g_assert_cmpuint (reading.records->len, ==, 2);
  assert_value (get_record (&reading, "idox", 0), "reference", "UTT/26/2147/FUL");
  assert_value (get_record (&reading, "idox", 0), "proposal", "48 homes");
  assert_value (get_record (&reading, "idox", 0), "address", "Mallard Way");
  assert_value (get_record (&reading, "idox", 0), "date-received", "2026-10-05");
  assert_value (get_record (&reading, "idox", 0), "date-valid", "2026-10-07");
  assert_value (get_record (&reading, "idox", 0), "key-val", "K1");
  assert_value (get_record (&reading, "idox", 1), "reference", "UTT/26/2148/HHF");
  assert_value (get_record (&reading, "idox", 1), "proposal", "A shed");
  assert_value (get_record (&reading, "idox", 1), "key-val", "K2");
}

static void
test_idox_refused (void)
{
  static const struct
  {
    const char *page, *words;
  } pages[] = {
    { "<html><body><div id='idox'><p>Unable to perform this task. A remote exception occurred.</p>"
      "</div></body></html>",
      "error page" },
    { "<html><body><div id='idox'><form><input name='searchCriteria.description' value=''/></form>"
      "<p>Search</p></div></body></html>",
      "search form" },
    { "<html lang='cy'><body><table id='simpleDetailsTable'><tr><th>Cyfeirnod</th>"
      "<td>19/00309/MJR</td></tr></table></body></html>",
      "Welsh" },
    { "<html><body><div id='idox'><p>Welcome</p></div></body></html>", "names no application" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_auto (Reading) reading = { 0 };

      read_text (&reading, "page.html", pages[i].page);
      g_assert_nonnull (reading.error);
      g_assert_nonnull (strstr (reading.error->message, pages[i].words));
    }
}

static void
test_idox_property (void)
{
  g_auto (Reading) reading = { 0 };
  SlIntakeRecord *record;

  read_text (
      &reading, "property.html",
      "<html><body><div class='addressCrumb'><span class='caseNumber'>100100890011</span></div>"
      "<a href='/o/applicationDetails.do?previousCaseNumber=UTT%2F26%2F2147%2FFUL&amp;x=1'>Back</a>"
      "<table id='propertyAddress'><tr class='row0'><th>UPRN:</th><td>100100890011</td></tr>"
      "<tr class='row1'><th>Full Address:</th><td>1 Mallard Way</td></tr>"
      "<tr class='row0'><th>Parish:</th><td/></tr></table></body></html>");
  record = get_record (&reading, "idox", 0);
  assert_value (record, "reference", "UTT/26/2147/FUL");
  assert_value (record, "uprn", "100100890011");
  assert_value (record, "address", "1 Mallard Way");
  assert_value (record, "parish", "");
}

static void
test_register (void)
{
  g_auto (Reading) reading = { 0 };
  SlIntakeRecord *record;

  read_text (&reading, "register.html",
             "<html><body><dl><dt>Application Number:</dt><dd>EPF/1234/26</dd>"
             "<dt>Location</dt><dd>Elm Row</dd><dt>Decision</dt><dd></dd>"
             "<dt>Description</dt><dd>Six flats</dd><dt>Case Officer</dt><dd>J. Okoro</dd></dl>"
             "</body></html>");
  record = get_record (&reading, "register", 0);
  assert_value (record, "reference", "EPF/1234/26");
  assert_value (record, "address", "Elm Row");
  assert_value (record, "proposal", "Six flats");
  assert_value (record, "decision", "");
  assert_value (record, "case-officer", "J. Okoro");

  reading_clear (&reading);
  read_text (&reading, "letter.html",
             "<html><body><p>A letter.</p><table><tr><th>Status</th><td>Draft</td></tr></table>"
             "</body></html>");
  g_assert_null (reading.format);
}

static void
test_email (void)
{
  g_auto (Reading) reading = { 0 };
  SlIntakeRecord *record;

  read_text (&reading, "consultation.eml",
             "From: \"office@spoof.test\" <planning@uttlesford.gov.uk>\r\n"
             "To: docos@example.police.uk\r\n"
             "Subject: Comments requested for UTT/26/2147/FUL\r\n"
             "Date: Wed, 4 Nov 2026 09:12:00 +0000\r\nMIME-Version: 1.0\r\n"
             "Content-Type: text/plain; charset=utf-8\r\n\r\n"
             "Dear officer,\r\nProposal: Erection of 48 homes and 9 flats\r\n"
             "Site address: Land east of Mallard Way, Thornbury St Anne CM6 1AB\r\n"
             "Please respond by 25 November 2026.\r\n");
  record = get_record (&reading, "email", 0);
  g_assert_cmpint (reading.format->rank, ==, 10);
  assert_value (record, "reference", "UTT/26/2147/FUL");
  assert_value (record, "proposal", "Erection of 48 homes and 9 flats");
  assert_value (record, "address", "Land east of Mallard Way, Thornbury St Anne CM6 1AB");
  assert_value (record, "postcode", "CM6 1AB");
  assert_value (record, "consultation-expiry", "2026-11-25");
  assert_value (record, "authority-domain", "uttlesford.gov.uk");
}

static void
test_email_within_days (void)
{
  g_auto (Reading) reading = { 0 };

  read_text (&reading, "letter.eml",
             "From: planning@uttlesford.gov.uk\r\nSubject: Consultation\r\n"
             "Date: Mon, 2 Nov 2026 09:12:00 +0000\r\nMIME-Version: 1.0\r\n\r\n"
             "Application UTT/26/2147/FUL\r\nReply within 21 days of the date of this letter.\r\n");
  assert_value (get_record (&reading, "email", 0), "reference", "UTT/26/2147/FUL");
  assert_value (get_record (&reading, "email", 0), "consultation-expiry", "2026-11-23");
}

static void
test_email_of_nothing (void)
{
  g_auto (Reading) reading = { 0 };

  read_text (
      &reading, "lunch.eml",
      "From: a@b.test\r\nSubject: Lunch\r\nMIME-Version: 1.0\r\n\r\nAt noon by 1 May 2026?\r\n");
  g_assert_cmpstr (reading.format->id, ==, "email");
  g_assert_cmpuint (reading.records->len, ==, 0);
}

static void
test_others (void)
{
  static const char *const texts[] = { "{\"a\": 1}", "[1, 2]", "<svg/>",
                                       "<html><body><p>Hello</p></body></html>", "plain words" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (Reading) reading = { 0 };

      read_text (&reading, "x", texts[i]);
      g_assert_null (reading.format);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  pool = sl_worker_pool_new (NULL);
  g_test_add_func ("/intake/formats/1app-is-read-by-local-names", test_1app);
  g_test_add_func ("/intake/formats/1app-without-a-site-or-proposal-is-refused", test_1app_empty);
  g_test_add_func ("/intake/formats/odp-application-is-read", test_odp_application);
  g_test_add_func ("/intake/formats/odp-submitted-application-is-read", test_odp_submitted);
  g_test_add_func ("/intake/formats/odp-counts-the-homes-of-the-london-form", test_odp_london);
  g_test_add_func ("/intake/formats/bops-search-gives-several", test_bops);
  g_test_add_func ("/intake/formats/mhclg-traps-are-met", test_mhclg);
  g_test_add_func ("/intake/formats/idox-summary-is-read", test_idox_summary);
  g_test_add_func ("/intake/formats/idox-documents-and-dates-are-read", test_idox_tabs);
  g_test_add_func ("/intake/formats/idox-results-give-several", test_idox_results);
  g_test_add_func ("/intake/formats/idox-pages-of-no-use-say-what-they-are", test_idox_refused);
  g_test_add_func ("/intake/formats/idox-property-leads-to-its-case", test_idox_property);
  g_test_add_func ("/intake/formats/another-register-is-read-by-its-labels", test_register);
  g_test_add_func ("/intake/formats/an-email-gives-guesses-of-low-rank", test_email);
  g_test_add_func ("/intake/formats/an-email-may-count-days", test_email_within_days);
  g_test_add_func ("/intake/formats/an-ordinary-email-says-nothing", test_email_of_nothing);
  g_test_add_func ("/intake/formats/other-files-are-no-form", test_others);
  status = g_test_run ();
  g_clear_object (&pool);
  return status;
}
