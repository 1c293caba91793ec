/** Where an act of a member state fixes other words than the directive, for pages in its language, and from which day on. */
export const nationalLabels: readonly {
  country: string;
  language: string;
  /** `YYYY-MM-DD` */
  from: string;
  withdraw: string;
  confirm: string;
}[] = [
  {
    country: 'CZ',
    language: 'cs',
    from: '2027-01-01',
    withdraw: 'Odstoupit od smlouvy',
    confirm: 'Potvrdit odstoupení od smlouvy',
  },
];
