/** What a link may prepare for a new record. */
const PREPARED = ['customerId', 'saleId', 'campaignId', 'dealId', 'caseId', 'productId', 'serial', 'subject', 'dueDate', 'firstName', 'name', 'role', 'stage', 'title'];

/** What a link has prepared for a new record, such as the customer it is about. */
export function initialFrom(params: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => PREPARED.includes(name)));
}

/** The same of a document, whose kind may be said too. */
export function saleInitialFrom(params: Record<string, string>): Record<string, unknown> {
  return { ...initialFrom(params), ...(params.documentKind ? { documentKind: params.documentKind } : {}) };
}
