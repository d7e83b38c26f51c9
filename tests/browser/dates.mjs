// The form that readers of each language expect of a day, spelled out here once more on purpose: the program's own
// data must not decide whether it is right.

const MONTHS = {
  en: ["January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"],
  ms: ["Januari", "Februari", "Mac", "April", "Mei", "Jun",
    "Julai", "Ogos", "September", "Oktober", "November", "Disember"],
};

/** `2021-02-09` as it is read in `lang`. */
export function readersForm(datetime, lang) {
  const [year, month, day] = datetime.split("-").map(Number);
  switch (lang) {
    case "en":
      return `${MONTHS.en[month - 1]} ${day}, ${year}`;
    case "ms":
      return `${day} ${MONTHS.ms[month - 1]} ${year}`;
    case "zh-CN":
      return `${year}年${month}月${day}日`;
    default:
      throw new Error(`no form of a day for ${lang}`);
  }
}
