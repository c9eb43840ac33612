/** German words of the figures at a glance and of the reports about customers. */
import type { enInsights } from './en.insights';

export const deInsights: Record<keyof typeof enInsights, string> = {
  'nav.insights': 'Einblicke',
  'insights.intro': 'Wie das Geschäft läuft: was hereinkommt, wer neu ist, wer wiederkommt und wer wegbleibt.',
  'insights.whole': 'Bericht öffnen',
  'insights.wholeOf': 'Bericht „{title}“ öffnen',
  'insights.noDeals.title': 'Keine offenen Chancen',
  'insights.noDeals.text': 'Mit einer Chance für jeden möglichen Verkauf sehen Sie hier, was die nächsten Monate bringen können.',
  'insights.slipping': 'Wer wegbleibt',
  'insights.bare.title': 'Noch keine Verkäufe im Buch',
  'insights.bare.text': 'Für Einblicke muss das Buch wissen, wer wann was gekauft hat. Holen Sie Ihre Rechnungen, oder schreiben Sie die erste.',
  'insights.bare.do': 'Verkäufe holen',
  'report.sales_summary.title': 'Umsatzübersicht',
  'report.sales_summary.text': 'Umsatz je Monat, beste Kunden und Artikel, Steuer je Satz.',
  'report.customer_list.title': 'Kundenliste',
  'report.customer_list.text': 'Wer im Buch steht, wie man sie erreicht und was sie kauften.',
  'report.customer_statement.title': 'Kontoauszug',
  'report.customer_statement.text': 'Alle Belege und Zahlungen eines Kunden.',
  'report.follow_ups_due.title': 'Fällige Wiedervorlagen',
  'report.follow_ups_due.text': 'Bei wem Sie sich bis zu einem Tag Ihrer Wahl melden.',
  'report.new_and_returning.title': 'Neue und Wiederkehrende',
  'report.new_and_returning.text': 'Wer zum ersten Mal kaufte, wer wiederkam und was beide brachten.',
  'report.quiet_customers.title': 'Wer still geworden ist',
  'report.quiet_customers.text': 'Wer sonst regelmäßig kommt und länger wegbleibt, die mit dem meisten Umsatz zuerst.',
};
