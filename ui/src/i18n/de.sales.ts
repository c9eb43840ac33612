/** Deutsche Wörter der Seiten für Verkäufe, Geld und Lager. */
import type { enSales } from './en.sales';

export const deSales: Record<keyof typeof enSales, string> = {
  'sale.nextProduct': 'Produkt, ein paar Buchstaben genügen',
  'sale.priceByHand': 'Preis von Hand',
  'sale.lineDetails': 'Rabatt, Steuer und Einheit von Zeile {number}',
  'sale.short': '{wanted} gewünscht, {available} {unit} können zugesagt werden.',
  'sale.shortTake': '{available} nehmen',
  'sale.shortKeep': 'Bei {wanted} bleiben',
  'sale.stock': '{reserved, plural, =0 {{available} verfügbar} other {{available} verfügbar, # zugesagt}}',
  'sale.stockTitle': '{onHand} im Lager, {reserved} anderen zugesagt',
  'sale.taxOf': '{rate} % Steuer',
  'sale.bareRate': 'Nur ein Satz',
  'sale.discountAmountOf': '{label}, Betrag',
  'sale.discountInPercent': '{label} in Prozent',
  'sale.discountAsAmount': '{label} als Betrag',
  'sale.unknownCode': 'Kein Produkt hat den Code {code}.',
  'sale.scanned': '{name}, {count}',
  'sale.paper': 'Der Beleg auf Papier',
  'sale.inBook': 'In der Währung des Buchs',
  'sale.more': 'Mehr zu diesem Beleg',
  'sale.otherCurrency': 'Die Beträge sind in {currency}. Preise der Liste sind in {own}; ändern Sie sie, wo sie anders gemeint sind.',
  'sale.issued': '{number} ist ausgestellt und bleibt, wie es ist. Notizen, Fälligkeit und was mit der Ware geschah, können Sie noch festhalten; was falsch ist, stellt eine Gutschrift richtig.',
  'add.product.prices': 'Preis hinzufügen',
  'add.product.vendorPrices': 'Lieferanten hinzufügen',
  'add.product.components': 'Teil hinzufügen',
  'add.settings.taxRates': 'Steuer hinzufügen',
};
