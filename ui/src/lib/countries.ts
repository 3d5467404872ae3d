/** ISO 3166 codes that a company's field offers: the seats of the companies that published lists name, and neighbours. */
export const COUNTRIES = [
  "CN", "HK", "MO", "TW", "US", "JP", "DE", "FR", "GB", "KR", "CA", "NL", "CH", "IT", "ES", "AU", "SG", "IN",
  "BR", "MX", "RU", "SE", "NO", "DK", "FI", "BE", "LU", "IE", "AT", "PL", "CZ", "HU", "PT", "GR", "TR", "SA",
  "AE", "QA", "KW", "IL", "EG", "ZA", "NG", "TH", "VN", "MY", "ID", "PH", "KZ", "MN", "NZ", "AR", "CL", "CO",
  "PE", "BM", "KY", "VG",
] as const; // prettier-ignore
