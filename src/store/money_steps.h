// The steps of the schema that guard documents and money. Their triggers hold for every path that reaches the
// database, whichever code, import or erasure it is: an issued document says for ever what it said. Private
// to store/.
#pragma once

#include <string_view>

namespace every::store {

// What was issued does not change; numbers have no gaps; history is only added to. Left open in an issued
// document: that it becomes void (once, with its reason), what was paid, that it was sent or seen, its search
// words, and which record its deal is now. In its history: words, because a person may be erased from them.
inline constexpr std::string_view kFrozenDocuments = R"sql(
CREATE TRIGGER invoices_begin_as_drafts BEFORE INSERT ON invoices WHEN NEW.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a document begins as a draft'); END;
CREATE TRIGGER invoices_issue BEFORE UPDATE ON invoices WHEN OLD.status = 'draft' AND NEW.status <> 'draft' AND
  (NEW.status <> 'issued' OR NEW.number = '')
BEGIN SELECT RAISE(ABORT, 'a draft is issued with a number, and nothing else becomes of it'); END;
CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices WHEN OLD.status <> 'draft' AND (
  NEW.workspace_id <> OLD.workspace_id OR NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR
  NEW.number <> OLD.number OR NEW.number_key <> OLD.number_key OR NEW.client_id <> OLD.client_id OR
  NEW.deal_name <> OLD.deal_name OR NEW.deal_url <> OLD.deal_url OR NEW.currency <> OLD.currency OR
  NEW.issue_date IS NOT OLD.issue_date OR NEW.due_date IS NOT OLD.due_date OR
  NEW.payment_terms_days <> OLD.payment_terms_days OR NEW.po_number <> OLD.po_number OR NEW.notes <> OLD.notes OR
  NEW.footer <> OLD.footer OR NEW.bill_to <> OLD.bill_to OR NEW.from_ <> OLD.from_ OR
  NEW.subtotal <> OLD.subtotal OR NEW.discount <> OLD.discount OR NEW.tax <> OLD.tax OR NEW.total <> OLD.total OR
  NEW.tax_inclusive <> OLD.tax_inclusive OR NEW.discount_percent <> OLD.discount_percent OR
  NEW.discount_amount IS NOT OLD.discount_amount OR NEW.document_discount <> OLD.document_discount OR
  NEW.created_at <> OLD.created_at OR NEW.issued_at IS NOT OLD.issued_at OR
  (NEW.status <> OLD.status AND (OLD.status <> 'issued' OR NEW.status <> 'void')) OR
  (NEW.void_reason <> OLD.void_reason AND (OLD.status <> 'issued' OR NEW.status <> 'void')) OR
  (OLD.status = 'void' AND NEW.paid <> OLD.paid))
BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END;
CREATE TRIGGER invoices_stay BEFORE DELETE ON invoices WHEN OLD.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'an issued document is not deleted'); END;

CREATE TRIGGER invoice_lines_frozen_in BEFORE INSERT ON invoice_lines WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = NEW.workspace_id AND i.id = NEW.invoice_id AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'an issued document gets no line'); END;
CREATE TRIGGER invoice_lines_frozen BEFORE UPDATE ON invoice_lines WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  ((i.workspace_id = OLD.workspace_id AND i.id = OLD.invoice_id) OR
   (i.workspace_id = NEW.workspace_id AND i.id = NEW.invoice_id)) AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'a line of an issued document does not change'); END;
CREATE TRIGGER invoice_lines_stay BEFORE DELETE ON invoice_lines WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = OLD.workspace_id AND i.id = OLD.invoice_id AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'a line of an issued document is not deleted'); END;

CREATE TRIGGER invoice_events_frozen BEFORE UPDATE ON invoice_events WHEN NEW.workspace_id <> OLD.workspace_id OR
  NEW.invoice_id <> OLD.invoice_id OR NEW.seq <> OLD.seq OR NEW.kind <> OLD.kind OR NEW.at <> OLD.at
BEGIN SELECT RAISE(ABORT, 'what happened to a document does not change'); END;
CREATE TRIGGER invoice_events_stay BEFORE DELETE ON invoice_events WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = OLD.workspace_id AND i.id = OLD.invoice_id AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'what happened to an issued document stays'); END;

CREATE TRIGGER number_series_begin BEFORE INSERT ON number_series WHEN NEW.last <> 1 AND NOT EXISTS (SELECT 1 FROM
  number_series s WHERE s.workspace_id = NEW.workspace_id AND s.series = NEW.series)
BEGIN SELECT RAISE(ABORT, 'a series begins with 1'); END;
CREATE TRIGGER number_series_step BEFORE UPDATE ON number_series WHEN NEW.workspace_id <> OLD.workspace_id OR
  NEW.series <> OLD.series OR NEW.last <> OLD.last + 1
BEGIN SELECT RAISE(ABORT, 'a series goes up by one'); END;
CREATE TRIGGER number_series_stay BEFORE DELETE ON number_series
BEGIN SELECT RAISE(ABORT, 'a series stays'); END;
)sql";

}  // namespace every::store
