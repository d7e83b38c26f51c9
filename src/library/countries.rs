//! The countries of ISO 3166-1 and their parts by ISO 3166-2.
//!
//! As in version 4.20.1 (2026-01-01) of [iso-codes](https://salsa.debian.org/iso-codes-team/iso-codes), from which the crate
//! `rust_iso3166` 0.2.0 has them (Apache-2.0); this table was made of that crate's.

/// A country of ISO 3166-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// Its alpha-2 code.
    pub code: &'static str,
    /// What it is called in English.
    pub name: &'static str,
    /// What follows the country's code and a hyphen in the codes of its parts, in order and with blanks between them.
    parts: &'static str,
}

/// Returns the country of this alpha-2 code, in capitals.
pub fn by_code(code: &str) -> Option<&'static Country> {
    COUNTRIES.binary_search_by_key(&code, |country| country.code).ok().and_then(|at| COUNTRIES.get(at))
}

/// Returns the country that is called so in English, whatever the case of its letters.
pub fn by_name(name: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.name.eq_ignore_ascii_case(name))
}

/// True for a code of ISO 3166-2, in capitals.
pub fn is_part(code: &str) -> bool {
    code.split_once('-').is_some_and(|(country, part)| {
        by_code(country)
            .is_some_and(|country| country.parts.split_ascii_whitespace().any(|known| known == part))
    })
}

/// A line of the table.
const fn country(code: &'static str, name: &'static str, parts: &'static str) -> Country {
    Country { code, name, parts }
}

/// By code.
#[rustfmt::skip]
static COUNTRIES: [Country; 249] = [
    country("AD", "Andorra", "02 03 04 05 06 07 08"),
    country("AE", "United Arab Emirates", "AJ AZ DU FU RK SH UQ"),
    country("AF", "Afghanistan", "BAL BAM BDG BDS BGL DAY FRA FYB GHA GHO HEL HER JOW KAB KAN KAP KDZ KHO KNR LAG LOG NAN NIM NUR PAN PAR PIA PKA SAM SAR TAK URU WAR ZAB"),
    country("AG", "Antigua and Barbuda", "03 04 05 06 07 08 10 11"),
    country("AI", "Anguilla", ""),
    country("AL", "Albania", "01 02 03 04 05 06 07 08 09 10 11 12"),
    country("AM", "Armenia", "AG AR AV ER GR KT LO SH SU TV VD"),
    country("AO", "Angola", "BGO BGU BIE CAB CCU CNN CNO CUS HUA HUI LNO LSU LUA MAL MOX NAM UIG ZAI"),
    country("AQ", "Antarctica", ""),
    country("AR", "Argentina", "A B C D E F G H J K L M N P Q R S T U V W X Y Z"),
    country("AS", "American Samoa", ""),
    country("AT", "Austria", "1 2 3 4 5 6 7 8 9"),
    country("AU", "Australia", "ACT NSW NT QLD SA TAS VIC WA"),
    country("AW", "Aruba", ""),
    country("AX", "Åland Islands", ""),
    country("AZ", "Azerbaijan", "ABS AGA AGC AGM AGS AGU AST BA BAB BAL BAR BEY BIL CAB CAL CUL DAS FUZ GA GAD GOR GOY GYG HAC IMI ISM KAL KAN KUR LA LAC LAN LER MAS MI NA NEF NV NX OGU ORD QAB QAX QAZ QBA QBI QOB QUS SA SAB SAD SAH SAK SAL SAR SAT SBN SIY SKR SM SMI SMX SR SUS TAR TOV UCA XA XAC XCI XIZ XVD YAR YE YEV ZAN ZAQ ZAR"),
    country("BA", "Bosnia and Herzegovina", "BIH BRC SRP"),
    country("BB", "Barbados", "01 02 03 04 05 06 07 08 09 10 11"),
    country("BD", "Bangladesh", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 A B C D E F G H"),
    country("BE", "Belgium", "BRU VAN VBR VLG VLI VOV VWV WAL WBR WHT WLG WLX WNA"),
    country("BF", "Burkina Faso", "01 02 03 04 05 06 07 08 09 10 11 12 13 BAL BAM BAN BAZ BGR BLG BLK COM GAN GNA GOU HOU IOB KAD KEN KMD KMP KOP KOS KOT KOW LER LOR MOU NAM NAO NAY NOU OUB OUD PAS PON SEN SIS SMT SNG SOM SOR TAP TUI YAG YAT ZIR ZON ZOU"),
    country("BG", "Bulgaria", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28"),
    country("BH", "Bahrain", "13 14 15 17"),
    country("BI", "Burundi", "BB BL BM BR CA CI GI KI KR KY MA MU MW MY NG RM RT RY"),
    country("BJ", "Benin", "AK AL AQ BO CO DO KO LI MO OU PL ZO"),
    country("BL", "Saint Barthélemy", ""),
    country("BM", "Bermuda", ""),
    country("BN", "Brunei Darussalam", "BE BM TE TU"),
    country("BO", "Bolivia (Plurinational State of)", "B C H L N O P S T"),
    country("BQ", "Bonaire, Sint Eustatius and Saba", "BO SA SE"),
    country("BR", "Brazil", "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO"),
    country("BS", "Bahamas", "AK BI BP BY CE CI CK CO CS EG EX FP GC HI HT IN LI MC MG MI NE NO NP NS RC RI SA SE SO SS SW WG"),
    country("BT", "Bhutan", "11 12 13 14 15 21 22 23 24 31 32 33 34 41 42 43 44 45 GA TY"),
    country("BV", "Bouvet Island", ""),
    country("BW", "Botswana", "CE CH FR GA GH JW KG KL KW LO NE NW SE SO SP ST"),
    country("BY", "Belarus", "BR HM HO HR MA MI VI"),
    country("BZ", "Belize", "BZ CY CZL OW SC TOL"),
    country("CA", "Canada", "AB BC MB NB NL NS NT NU ON PE QC SK YT"),
    country("CC", "Cocos (Keeling) Islands", ""),
    country("CD", "Congo (Democratic Republic of the)", "BC BU EQ HK HL HU IT KC KE KG KL KN KS LO LU MA MN MO NK NU SA SK SU TA TO TU"),
    country("CF", "Central African Republic", "AC BB BGF BK HK HM HS KB KG LB MB MP NM OP SE UK VK"),
    country("CG", "Congo", "11 12 13 14 15 16 2 5 7 8 9 BZV"),
    country("CH", "Switzerland", "AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH"),
    country("CI", "Côte d'Ivoire", "AB BS CM DN GD LC LG MG SM SV VB WR YM ZZ"),
    country("CK", "Cook Islands", ""),
    country("CL", "Chile", "AI AN AP AR AT BI CO LI LL LR MA ML NB RM TA VS"),
    country("CM", "Cameroon", "AD CE EN ES LT NO NW OU SU SW"),
    country("CN", "China", "AH BJ CQ FJ GD GS GX GZ HA HB HE HI HK HL HN JL JS JX LN MO NM NX QH SC SD SH SN SX TJ TW XJ XZ YN ZJ"),
    country("CO", "Colombia", "AMA ANT ARA ATL BOL BOY CAL CAQ CAS CAU CES CHO COR CUN DC GUA GUV HUI LAG MAG MET NAR NSA PUT QUI RIS SAN SAP SUC TOL VAC VAU VID"),
    country("CR", "Costa Rica", "A C G H L P SJ"),
    country("CU", "Cuba", "01 03 04 05 06 07 08 09 10 11 12 13 14 15 16 99"),
    country("CV", "Cabo Verde", "B BR BV CA CF CR MA MO PA PN PR RB RG RS S SD SF SL SM SO SS SV TA TS"),
    country("CW", "Curaçao", ""),
    country("CX", "Christmas Island", ""),
    country("CY", "Cyprus", "01 02 03 04 05 06"),
    country("CZ", "Czechia", "10 20 201 202 203 204 205 206 207 208 209 20A 20B 20C 31 311 312 313 314 315 316 317 32 321 322 323 324 325 326 327 41 411 412 413 42 421 422 423 424 425 426 427 51 511 512 513 514 52 521 522 523 524 525 53 531 532 533 534 63 631 632 633 634 635 64 641 642 643 644 645 646 647 71 711 712 713 714 715 72 721 722 723 724 80 801 802 803 804 805 806"),
    country("DE", "Germany", "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH"),
    country("DJ", "Djibouti", "AR AS DI DJ OB TA"),
    country("DK", "Denmark", "81 82 83 84 85"),
    country("DM", "Dominica", "02 03 04 05 06 07 08 09 10 11"),
    country("DO", "Dominican Republic", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42"),
    country("DZ", "Algeria", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58"),
    country("EC", "Ecuador", "A B C D E F G H I L M N O P R S SD SE T U W X Y Z"),
    country("EE", "Estonia", "130 141 142 171 184 191 198 205 214 245 247 251 255 272 283 284 291 293 296 303 305 317 321 338 353 37 39 424 430 431 432 441 442 446 45 478 480 486 50 503 511 514 52 528 557 56 567 586 60 615 618 622 624 638 64 651 653 661 663 668 68 689 698 708 71 712 714 719 726 732 735 74 784 79 792 793 796 803 809 81 824 834 84 855 87 890 897 899 901 903 907 917 919 928"),
    country("EG", "Egypt", "ALX ASN AST BA BH BNS C DK DT FYM GH GZ IS JS KB KFS KN LX MN MNF MT PTS SHG SHR SIN SUZ WAD"),
    country("EH", "Western Sahara", ""),
    country("ER", "Eritrea", "AN DK DU GB MA SK"),
    country("ES", "Spain", "A AB AL AN AR AS AV B BA BI BU C CA CB CC CE CL CM CN CO CR CS CT CU EX GA GC GI GR GU H HU IB J L LE LO LU M MA MC MD ML MU NA NC O OR P PM PO PV RI S SA SE SG SO SS T TE TF TO V VA VC VI Z ZA"),
    country("ET", "Ethiopia", "AA AF AM BE DD GA HA OR SI SN SO SW TI"),
    country("FI", "Finland", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19"),
    country("FJ", "Fiji", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 C E N R W"),
    country("FK", "Falkland Islands (Malvinas)", ""),
    country("FM", "Micronesia (Federated States of)", "KSA PNI TRK YAP"),
    country("FO", "Faroe Islands", ""),
    country("FR", "France", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20R 21 22 23 24 25 26 27 28 29 2A 2B 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 69M 6AE 70 71 72 73 74 75C 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 971 972 973 974 976 ARA BFC BL BRE CP CVL GES HDF IDF MF NAQ NC NOR OCC PAC PDL PF PM TF WF"),
    country("GA", "Gabon", "1 2 3 4 5 6 7 8 9"),
    country("GB", "United Kingdom of Great Britain and Northern Ireland", "ABC ABD ABE AGB AGY AND ANN ANS BAS BBD BCP BDF BDG BEN BEX BFS BGE BGW BIR BKM BNE BNH BNS BOL BPL BRC BRD BRY BST BUR CAM CAY CBF CCG CGN CHE CHW CLD CLK CMA CMD CMN CON COV CRF CRY CWY DAL DBY DEN DER DEV DGY DNC DND DOR DRS DUD DUR EAL EAY EDH EDU ELN ELS ENF ENG ERW ERY ESS ESX FAL FIF FLN FMO GAT GLG GLS GRE GWN HAL HAM HAV HCK HEF HIL HLD HMF HNS HPL HRT HRW HRY IOS IOW ISL IVC KEC KEN KHL KIR KTT KWL LAN LBC LBH LCE LDS LEC LEW LIN LIV LND LUT MAN MDB MDW MEA MIK MLN MON MRT MRY MTY MUL NAY NBL NEL NET NFK NGM NIR NLK NLN NMD NNH NSM NTL NTT NTY NWM NWP NYK OLD ORK OXF PEM PKN PLY POR POW PTE RCC RCH RCT RDB RDG RFW RIC ROT RUT SAW SAY SCB SCT SFK SFT SGC SHF SHN SHR SKP SLF SLG SLK SND SOL SOM SOS SRY STE STG STH STN STS STT STY SWA SWD SWK TAM TFW THR TOB TOF TRF TWH VGL WAR WBK WDU WFT WGN WIL WKF WLL WLN WLS WLV WND WNH WNM WOK WOR WRL WRT WRX WSM WSX YOR ZET"),
    country("GD", "Grenada", "01 02 03 04 05 06 10"),
    country("GE", "Georgia", "AB AJ GU IM KA KK MM RL SJ SK SZ TB"),
    country("GF", "French Guiana", ""),
    country("GG", "Guernsey", ""),
    country("GH", "Ghana", "AA AF AH BE BO CP EP NE NP OT SV TV UE UW WN WP"),
    country("GI", "Gibraltar", ""),
    country("GL", "Greenland", "AV KU QE QT SM"),
    country("GM", "Gambia", "B L M N U W"),
    country("GN", "Guinea", "B BE BF BK C CO D DB DI DL DU F FA FO FR GA GU K KA KB KD KE KN KO KS L LA LE LO M MC MD ML MM N NZ PI SI TE TO YO"),
    country("GP", "Guadeloupe", ""),
    country("GQ", "Equatorial Guinea", "AN BN BS C CS DJ I KN LI WN"),
    country("GR", "Greece", "69 A B C D E F G H I J K L M"),
    country("GS", "South Georgia and the South Sandwich Islands", ""),
    country("GT", "Guatemala", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22"),
    country("GU", "Guam", ""),
    country("GW", "Guinea-Bissau", "BA BL BM BS CA GA L N OI QU S TO"),
    country("GY", "Guyana", "BA CU DE EB ES MA PM PT UD UT"),
    country("HK", "Hong Kong", ""),
    country("HM", "Heard Island and McDonald Islands", ""),
    country("HN", "Honduras", "AT CH CL CM CP CR EP FM GD IB IN LE LP OC OL SB VA YO"),
    country("HR", "Croatia", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21"),
    country("HT", "Haiti", "AR CE GA ND NE NI NO OU SD SE"),
    country("HU", "Hungary", "BA BC BE BK BU BZ CS DE DU EG ER FE GS GY HB HE HV JN KE KM KV MI NK NO NY PE PS SD SF SH SK SN SO SS ST SZ TB TO VA VE VM ZA ZE"),
    country("ID", "Indonesia", "AC BA BB BE BT GO JA JB JI JK JT JW KA KB KI KR KS KT KU LA MA ML MU NB NT NU PA PB PD PE PP PS PT RI SA SB SG SL SM SN SR SS ST SU YO"),
    country("IE", "Ireland", "C CE CN CO CW D DL G KE KK KY L LD LH LK LM LS M MH MN MO OY RN SO TA U WD WH WW WX"),
    country("IL", "Israel", "D HA JM M TA Z"),
    country("IM", "Isle of Man", ""),
    country("IN", "India", "AN AP AR AS BR CG CH DH DL GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD PB PY RJ SK TN TR TS UK UP WB"),
    country("IO", "British Indian Ocean Territory", ""),
    country("IQ", "Iraq", "AN AR BA BB BG DA DI DQ KA KI KR MA MU NA NI QA SD SU WA"),
    country("IR", "Iran (Islamic Republic of)", "00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30"),
    country("IS", "Iceland", "1 2 3 4 5 6 7 8 AKN AKU ARN ASA BLA BOG BOL DAB DAV EOM EYF FJD FJL FLA FLR GAR GOG GRN GRU GRY HAF HRG HRU HUG HUV HVA HVE ISA KAL KJO KOP LAN MOS MUL MYR NOR RGE RGY RHH RKN RKV SBT SDN SDV SEL SFA SHF SKF SKG SKO SKR SNF SOG SOL SSS STR STY SVG TAL THG TJO VEM VER VOP"),
    country("IT", "Italy", "21 23 25 32 34 36 42 45 52 55 57 62 65 67 72 75 77 78 82 88 AG AL AN AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CL CN CO CR CS CT CZ EN FC FE FG FI FM FR GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT NA NO NU OR PA PC PD PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO SA SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VT VV"),
    country("JE", "Jersey", ""),
    country("JM", "Jamaica", "01 02 03 04 05 06 07 08 09 10 11 12 13 14"),
    country("JO", "Jordan", "AJ AM AQ AT AZ BA IR JA KA MA MD MN"),
    country("JP", "Japan", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47"),
    country("KE", "Kenya", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47"),
    country("KG", "Kyrgyzstan", "B C GB GO J N O T Y"),
    country("KH", "Cambodia", "1 10 11 12 13 14 15 16 17 18 19 2 20 21 22 23 24 25 3 4 5 6 7 8 9"),
    country("KI", "Kiribati", "G L P"),
    country("KM", "Comoros", "A G M"),
    country("KN", "Saint Kitts and Nevis", "01 02 03 04 05 06 07 08 09 10 11 12 13 15 K N"),
    country("KP", "Korea (Democratic People's Republic of)", "01 02 03 04 05 06 07 08 09 10 13 14 15"),
    country("KR", "Korea (Republic of)", "11 26 27 28 29 30 31 41 42 43 44 45 46 47 48 49 50"),
    country("KW", "Kuwait", "AH FA HA JA KU MU"),
    country("KY", "Cayman Islands", ""),
    country("KZ", "Kazakhstan", "10 11 15 19 23 27 31 33 35 39 43 47 55 59 61 62 63 71 75 79"),
    country("LA", "Lao People's Democratic Republic", "AT BK BL CH HO KH LM LP OU PH SL SV VI VT XA XE XI XS"),
    country("LB", "Lebanon", "AK AS BA BH BI JA JL NA"),
    country("LC", "Saint Lucia", "01 02 03 05 06 07 08 10 11 12"),
    country("LI", "Liechtenstein", "01 02 03 04 05 06 07 08 09 10 11"),
    country("LK", "Sri Lanka", "1 11 12 13 2 21 22 23 3 31 32 33 4 41 42 43 44 45 5 51 52 53 6 61 62 7 71 72 8 81 82 9 91 92"),
    country("LR", "Liberia", "BG BM CM GB GG GK GP LO MG MO MY NI RG RI SI"),
    country("LS", "Lesotho", "A B C D E F G H J K"),
    country("LT", "Lithuania", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 AL KL KU MR PN SA TA TE UT VL"),
    country("LU", "Luxembourg", "CA CL DI EC ES GR LU ME RD RM VD WI"),
    country("LV", "Latvia", "002 007 011 015 016 022 026 033 041 042 047 050 052 054 056 058 059 062 067 068 073 077 080 087 088 089 091 094 097 099 101 102 106 111 112 113 DGV JEL JUR LPX REZ RIX VEN"),
    country("LY", "Libya", "BA BU DR GT JA JG JI JU KF MB MI MJ MQ NL NQ SB SR TB WA WD WS ZA"),
    country("MA", "Morocco", "01 02 03 04 05 06 07 08 09 10 11 12 AGD AOU ASZ AZI BEM BER BES BOD BOM BRR CAS CHE CHI CHT DRI ERR ESI ESM FAH FES FIG FQH GUE GUF HAJ HAO HOC IFR INE JDI JRA KEN KES KHE KHN KHO LAA LAR MAR MDF MED MEK MID MOH MOU NAD NOU OUA OUD OUJ OUZ RAB REH SAF SAL SEF SET SIB SIF SIK SIL SKH TAF TAI TAO TAR TAT TAZ TET TIN TIZ TNG TNT YUS ZAG"),
    country("MC", "Monaco", "CL CO FO GA JE LA MA MC MG MO MU PH SD SO SP SR VR"),
    country("MD", "Moldova (Republic of)", "AN BA BD BR BS CA CL CM CR CS CT CU DO DR DU ED FA FL GA GL HI IA LE NI OC OR RE RI SD SI SN SO ST SV TA TE UN"),
    country("ME", "Montenegro", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25"),
    country("MF", "Saint Martin (French part)", ""),
    country("MG", "Madagascar", "A D F M T U"),
    country("MH", "Marshall Islands", "ALK ALL ARN AUR EBO ENI JAB JAL KIL KWA L LAE LIB LIK MAJ MAL MEJ MIL NMK NMU RON T UJA UTI WTH WTJ"),
    country("MK", "North Macedonia", "101 102 103 104 105 106 107 108 109 201 202 203 204 205 206 207 208 209 210 211 301 303 304 307 308 310 311 312 313 401 402 403 404 405 406 407 408 409 410 501 502 503 504 505 506 507 508 509 601 602 603 604 605 606 607 608 609 701 702 703 704 705 706 801 802 803 804 805 806 807 808 809 810 811 812 813 814 815 816 817"),
    country("ML", "Mali", "1 10 2 3 4 5 6 7 8 9 BKO"),
    country("MM", "Myanmar", "01 02 03 04 05 06 07 11 12 13 14 15 16 17 18"),
    country("MN", "Mongolia", "035 037 039 041 043 046 047 049 051 053 055 057 059 061 063 064 065 067 069 071 073 1"),
    country("MO", "Macao", ""),
    country("MP", "Northern Mariana Islands", ""),
    country("MQ", "Martinique", ""),
    country("MR", "Mauritania", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15"),
    country("MS", "Montserrat", ""),
    country("MT", "Malta", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68"),
    country("MU", "Mauritius", "AG BL CC FL GP MO PA PL PW RO RR SA"),
    country("MV", "Maldives", "00 01 02 03 04 05 07 08 12 13 14 17 20 23 24 25 26 27 28 29 MLE"),
    country("MW", "Malawi", "BA BL C CK CR CT DE DO KR KS LI LK MC MG MH MU MW MZ N NB NE NI NK NS NU PH RU S SA TH ZO"),
    country("MX", "Mexico", "AGU BCN BCS CAM CHH CHP CMX COA COL DUR GRO GUA HID JAL MEX MIC MOR NAY NLE OAX PUE QUE ROO SIN SLP SON TAB TAM TLA VER YUC ZAC"),
    country("MY", "Malaysia", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16"),
    country("MZ", "Mozambique", "A B G I L MPM N P Q S T"),
    country("NA", "Namibia", "CA ER HA KA KE KH KU KW OD OH ON OS OT OW"),
    country("NC", "New Caledonia", ""),
    country("NE", "Niger", "1 2 3 4 5 6 7 8"),
    country("NF", "Norfolk Island", ""),
    country("NG", "Nigeria", "AB AD AK AN BA BE BO BY CR DE EB ED EK EN FC GO IM JI KD KE KN KO KT KW LA NA NI OG ON OS OY PL RI SO TA YO ZA"),
    country("NI", "Nicaragua", "AN AS BO CA CI CO ES GR JI LE MD MN MS MT NS RI SJ"),
    country("NL", "Netherlands (Kingdom of the)", "AW BQ1 BQ2 BQ3 CW DR FL FR GE GR LI NB NH OV SX UT ZE ZH"),
    country("NO", "Norway", "03 11 15 18 21 22 30 34 38 42 46 50 54"),
    country("NP", "Nepal", "P1 P2 P3 P4 P5 P6 P7"),
    country("NR", "Nauru", "01 02 03 04 05 06 07 08 09 10 11 12 13 14"),
    country("NU", "Niue", ""),
    country("NZ", "New Zealand", "AUK BOP CAN CIT GIS HKB MBH MWT NSN NTL OTA STL TAS TKI WGN WKO WTC"),
    country("OM", "Oman", "BJ BS BU DA MA MU SJ SS WU ZA ZU"),
    country("PA", "Panama", "1 10 2 3 4 5 6 7 8 9 EM KY NB NT"),
    country("PE", "Peru", "AMA ANC APU ARE AYA CAJ CAL CUS HUC HUV ICA JUN LAL LAM LIM LMA LOR MDD MOQ PAS PIU PUN SAM TAC TUM UCA"),
    country("PF", "French Polynesia", ""),
    country("PG", "Papua New Guinea", "CPK CPM EBR EHG EPW ESW GPK HLA JWK MBA MPL MPM MRL NCD NIK NPP NSB SAN SHM WBK WHM WPD"),
    country("PH", "Philippines", "00 01 02 03 05 06 07 08 09 10 11 12 13 14 15 40 41 ABR AGN AGS AKL ALB ANT APA AUR BAN BAS BEN BIL BOH BTG BTN BUK BUL CAG CAM CAN CAP CAS CAT CAV CEB COM DAO DAS DAV DIN DVO EAS GUI IFU ILI ILN ILS ISA KAL LAG LAN LAS LEY LUN MAD MAS MDC MDR MGN MGS MOU MSC MSR NCO NEC NER NSA NUE NUV PAM PAN PLW QUE QUI RIZ ROM SAR SCO SIG SLE SLU SOR SUK SUN SUR TAR TAW WSA ZAN ZAS ZMB ZSI"),
    country("PK", "Pakistan", "BA GB IS JK KP PB SD"),
    country("PL", "Poland", "02 04 06 08 10 12 14 16 18 20 22 24 26 28 30 32"),
    country("PM", "Saint Pierre and Miquelon", ""),
    country("PN", "Pitcairn", ""),
    country("PR", "Puerto Rico", ""),
    country("PS", "Palestine (State of)", "BTH DEB GZA HBN JEM JEN JRH KYS NBS NGZ QQA RBH RFH SLT TBS TKM"),
    country("PT", "Portugal", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 20 30"),
    country("PW", "Palau", "002 004 010 050 100 150 212 214 218 222 224 226 227 228 350 370"),
    country("PY", "Paraguay", "1 10 11 12 13 14 15 16 19 2 3 4 5 6 7 8 9 ASU"),
    country("QA", "Qatar", "DA KH MS RA SH US WA ZA"),
    country("RE", "Réunion", ""),
    country("RO", "Romania", "AB AG AR B BC BH BN BR BT BV BZ CJ CL CS CT CV DB DJ GJ GL GR HD HR IF IL IS MH MM MS NT OT PH SB SJ SM SV TL TM TR VL VN VS"),
    country("RS", "Serbia", "00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 KM VO"),
    country("RU", "Russian Federation", "AD AL ALT AMU ARK AST BA BEL BRY BU CE CHE CHU CU DA IN IRK IVA KAM KB KC KDA KEM KGD KGN KHA KHM KIR KK KL KLU KO KOS KR KRS KYA LEN LIP MAG ME MO MOS MOW MUR NEN NGR NIZ NVS OMS ORE ORL PER PNZ PRI PSK ROS RYA SA SAK SAM SAR SE SMO SPE STA SVE TA TAM TOM TUL TVE TY TYU UD ULY VGG VLA VLG VOR YAN YAR YEV ZAB"),
    country("RW", "Rwanda", "01 02 03 04 05"),
    country("SA", "Saudi Arabia", "01 02 03 04 05 06 07 08 09 10 11 12 14"),
    country("SB", "Solomon Islands", "CE CH CT GU IS MK ML RB TE WE"),
    country("SC", "Seychelles", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27"),
    country("SD", "Sudan", "DC DE DN DS DW GD GK GZ KA KH KN KS NB NO NR NW RS SI"),
    country("SE", "Sweden", "AB AC BD C D E F G H I K M N O S T U W X Y Z"),
    country("SG", "Singapore", "01 02 03 04 05"),
    country("SH", "Saint Helena, Ascension and Tristan da Cunha", "AC HL TA"),
    country("SI", "Slovenia", "001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 016 017 018 019 020 021 022 023 024 025 026 027 028 029 030 031 032 033 034 035 036 037 038 039 040 041 042 043 044 045 046 047 048 049 050 051 052 053 054 055 056 057 058 059 060 061 062 063 064 065 066 067 068 069 070 071 072 073 074 075 076 077 078 079 080 081 082 083 084 085 086 087 088 089 090 091 092 093 094 095 096 097 098 099 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140 141 142 143 144 146 147 148 149 150 151 152 153 154 155 156 157 158 159 160 161 162 163 164 165 166 167 168 169 170 171 172 173 174 175 176 177 178 179 180 181 182 183 184 185 186 187 188 189 190 191 192 193 194 195 196 197 198 199 200 201 202 203 204 205 206 207 208 209 210 211 212 213"),
    country("SJ", "Svalbard and Jan Mayen", ""),
    country("SK", "Slovakia", "BC BL KI NI PV TA TC ZI"),
    country("SL", "Sierra Leone", "E N NW S W"),
    country("SM", "San Marino", "01 02 03 04 05 06 07 08 09"),
    country("SN", "Senegal", "DB DK FK KA KD KE KL LG MT SE SL TC TH ZG"),
    country("SO", "Somalia", "AW BK BN BR BY GA GE HI JD JH MU NU SA SD SH SO TO WO"),
    country("SR", "Suriname", "BR CM CR MA NI PM PR SA SI WA"),
    country("SS", "South Sudan", "BN BW EC EE EW JG LK NU UY WR"),
    country("ST", "Sao Tome and Principe", "01 02 03 04 05 06 P"),
    country("SV", "El Salvador", "AH CA CH CU LI MO PA SA SM SO SS SV UN US"),
    country("SX", "Sint Maarten (Dutch part)", ""),
    country("SY", "Syrian Arab Republic", "DI DR DY HA HI HL HM ID LA QU RA RD SU TA"),
    country("SZ", "Eswatini", "HH LU MA SH"),
    country("TC", "Turks and Caicos Islands", ""),
    country("TD", "Chad", "BA BG BO CB EE EO GR HL KA LC LO LR MA MC ME MO ND OD SA SI TA TI WF"),
    country("TF", "French Southern Territories", ""),
    country("TG", "Togo", "C K M P S"),
    country("TH", "Thailand", "10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 67 70 71 72 73 74 75 76 77 80 81 82 83 84 85 86 90 91 92 93 94 95 96 S"),
    country("TJ", "Tajikistan", "DU GB KT RA SU"),
    country("TK", "Tokelau", ""),
    country("TL", "Timor-Leste", "AL AN BA BO CO DI ER LA LI MF MT OE VI"),
    country("TM", "Turkmenistan", "A B D L M S"),
    country("TN", "Tunisia", "11 12 13 14 21 22 23 31 32 33 34 41 42 43 51 52 53 61 71 72 73 81 82 83"),
    country("TO", "Tonga", "01 02 03 04 05"),
    country("TR", "Türkiye", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81"),
    country("TT", "Trinidad and Tobago", "ARI CHA CTT DMN MRC PED POS PRT PTF SFO SGE SIP SJL TOB TUP"),
    country("TV", "Tuvalu", "FUN NIT NKF NKL NMA NMG NUI VAI"),
    country("TW", "Taiwan (Province of China)", "CHA CYI CYQ HSQ HSZ HUA ILA KEE KHH KIN LIE MIA NAN NWT PEN PIF TAO TNN TPE TTT TXG YUN"),
    country("TZ", "Tanzania (United Republic of)", "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31"),
    country("UA", "Ukraine", "05 07 09 12 14 18 21 23 26 30 32 35 40 43 46 48 51 53 56 59 61 63 65 68 71 74 77"),
    country("UG", "Uganda", "101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 123 124 125 126 201 202 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 218 219 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 301 302 303 304 305 306 307 308 309 310 311 312 313 314 315 316 317 318 319 320 321 322 323 324 325 326 327 328 329 330 331 332 333 334 335 336 337 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 419 420 421 422 423 424 425 426 427 428 429 430 431 432 433 434 435 C E N W"),
    country("UM", "United States Minor Outlying Islands", "67 71 76 79 81 84 86 89 95"),
    country("US", "United States of America", "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UM UT VA VI VT WA WI WV WY"),
    country("UY", "Uruguay", "AR CA CL CO DU FD FS LA MA MO PA RN RO RV SA SJ SO TA TT"),
    country("UZ", "Uzbekistan", "AN BU FA JI NG NW QA QR SA SI SU TK TO XO"),
    country("VA", "Holy See", ""),
    country("VC", "Saint Vincent and the Grenadines", "01 02 03 04 05 06"),
    country("VE", "Venezuela (Bolivarian Republic of)", "A B C D E F G H I J K L M N O P R S T U V W X Y Z"),
    country("VG", "Virgin Islands (British)", ""),
    country("VI", "Virgin Islands (U.S.)", ""),
    country("VN", "Viet Nam", "01 02 03 04 05 06 07 09 13 14 18 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 39 40 41 43 44 45 46 47 49 50 51 52 53 54 55 56 57 58 59 61 63 66 67 68 69 70 71 72 73 CT DN HN HP SG"),
    country("VU", "Vanuatu", "MAP PAM SAM SEE TAE TOB"),
    country("WF", "Wallis and Futuna", "AL SG UV"),
    country("WS", "Samoa", "AA AL AT FA GE GI PA SA TU VF VS"),
    country("YE", "Yemen", "AB AD AM BA DA DH HD HJ HU IB JA LA MA MR MW RA SA SD SH SN SU TA"),
    country("YT", "Mayotte", ""),
    country("ZA", "South Africa", "EC FS GP KZN LP MP NC NW WC"),
    country("ZM", "Zambia", "01 02 03 04 05 06 07 08 09 10"),
    country("ZW", "Zimbabwe", "BU HA MA MC ME MI MN MS MV MW"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// True if each is before the next.
    fn is_sorted<'a>(names: impl Iterator<Item = &'a str> + Clone) -> bool {
        names.clone().zip(names.skip(1)).all(|(one, next)| one < next)
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(is_sorted(COUNTRIES.iter().map(|country| country.code)));
        for country in &COUNTRIES {
            assert!(is_sorted(country.parts.split(' ')), "{}", country.code);
        }
    }

    #[test]
    fn the_table_is_complete() {
        let parts = COUNTRIES.iter().flat_map(|country| country.parts.split_ascii_whitespace());
        assert_eq!((COUNTRIES.len(), parts.count()), (249, 5046));
    }

    #[test]
    fn codes_have_their_form() {
        let is_code =
            |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        for country in &COUNTRIES {
            assert!(is_code(country.code) && country.code.len() == 2, "{}", country.code);
            for part in country.parts.split_ascii_whitespace() {
                assert!(is_code(part) && (1..=3).contains(&part.len()), "{}-{part}", country.code);
            }
        }
    }

    #[test]
    fn countries_and_parts_are_found() {
        for country in &COUNTRIES {
            assert_eq!(by_code(country.code), Some(country));
            for part in country.parts.split_ascii_whitespace() {
                assert!(is_part(&format!("{}-{part}", country.code)));
            }
        }
        for none in ["", "-", "US", "US-", "US-C", "US-CA NV", "UK-ENG", "us-ca"] {
            assert!(!is_part(none), "{none}");
        }
        assert_eq!(by_code("UK"), None);
        assert_eq!(by_name("malaysia").map(|country| country.code), Some("MY"));
    }
}
