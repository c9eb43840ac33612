/** The reports about leads and deals, the most asked for first. */
export const DEAL_REPORTS = ['deals_won_lost', 'deals_funnel', 'deals_forecast', 'lead_sources', 'referrals'] as const;
