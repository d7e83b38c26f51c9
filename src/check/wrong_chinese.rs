use std::collections::HashSet;
use std::ops::Range;

use super::TextCheck;
use super::passages::quoted;
use super::prose::words;
use crate::locale::Lang;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A text in simplified Chinese has characters that exist in traditional Chinese only, or the other way.
    ///
    /// Readers of `zh-CN` or `zh-Hans` expect 个人, not 個人; the passage was taken from another text. Characters that
    /// the controlling passage has, too, as in a name, are not meant. For example, in `zh-CN.md`:
    ///
    /// ```markdown
    /// 我們保护您的個人信息。
    /// ```
    ///
    /// Way out: write the characters of the language that the file is for.
    WRONG_CHINESE = "wrong-chinese", Warning;
}

/// Frequent characters, traditional and simplified, each of which is used in one of the two only. Characters that the
/// other side uses as well, in another sense or in names, are not here: 后, 里, 面, 台, 著, 乾, 于, 据, 与, 准, 种.
const TRADITIONAL: &str = "們這來時會說對過還為點開關門間問題應該務資訊網頁隱聲條處項類實經權產業發當從將動電話號碼單計標執導約須錄請戶變見觀設備術態統續綜線組織結絕給維繼規視覺記許訴評試認誤調證護費賣買質購賠輸轉載邊達運遠選郵醫長陽隨際難響頭領頻顯驗體東圍寫個數構歷簡學書車馬報場檔錯讓議儲傳優償兩則創勞勢區協參啟員圖團壓壞審專層屬幫慮憲戰損擇擊擴擾敗斷暫樣檢歐歸測漢潛濟濫灣獨獲環現異療監確離稱競節簽糾納級紀終細紹絡緊編總績繳罰義習職聯脫臨舉華補裝觸訂討訪詐詢詳語誠論諾識譯讀負財貨責貿賬軟較輔辦遞違釋銀銷錢鍵鎖鏈閉閱險雙雜預額顧驅驟齊齡";
const SIMPLIFIED: &str = "们这来时会说对过还为点开关门间问题应该务资讯网页隐声条处项类实经权产业发当从将动电话号码单计标执导约须录请户变见观设备术态统续综线组织结绝给维继规视觉记许诉评试认误调证护费卖买质购赔输转载边达运远选邮医长阳随际难响头领频显验体东围写个数构历简学书车马报场档错让议储传优偿两则创劳势区协参启员图团压坏审专层属帮虑宪战损择击扩扰败断暂样检欧归测汉潜济滥湾独获环现异疗监确离称竞节签纠纳级纪终细绍络紧编总绩缴罚义习职联脱临举华补装触订讨访诈询详语诚论诺识译读负财货责贸账软较辅办递违释银销钱键锁链闭阅险双杂预额顾驱骤齐龄";

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    let Some((wrong, name, own)) = wrong_characters(&text.text.lang) else { return };
    let wrong: HashSet<char> = wrong.chars().collect();
    for (at, _, prose) in text.prose_blocks() {
        let theirs: HashSet<char> = words(text.sources_of(*at)).chars().collect();
        let signs: Vec<Range<usize>> = prose
            .char_indices()
            .filter(|(_, c)| wrong.contains(c) && !theirs.contains(c))
            .map(|(start, c)| start..start + c.len_utf8())
            .collect();
        let Some(first) = signs.first() else { continue };
        // A passage of the other Chinese has many: they are one finding.
        let signs = quoted(signs.iter().map(|sign| &prose[sign.clone()]));
        let finding = Finding::new(
            &WRONG_CHINESE,
            prose.place(first.clone()),
            format!("{signs} in a text in {own} Chinese: that is {name}"),
            format!("write it in {own} characters"),
        );
        text.report(*at, finding, findings);
    }
}

/// The characters that a text in the language must not have, what they are, and what the language has.
fn wrong_characters(lang: &Lang) -> Option<(&'static str, &'static str, &'static str)> {
    match lang.as_str() {
        "zh" | "zh-CN" | "zh-SG" | "zh-MY" => Some((TRADITIONAL, "traditional", "simplified")),
        "zh-TW" | "zh-HK" | "zh-MO" => Some((SIMPLIFIED, "simplified", "traditional")),
        tag if tag.starts_with("zh-Hans") => Some((TRADITIONAL, "traditional", "simplified")),
        tag if tag.starts_with("zh-Hant") => Some((SIMPLIFIED, "simplified", "traditional")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{SIMPLIFIED, TRADITIONAL, wrong_characters};
    use crate::locale::Lang;

    #[test]
    fn each_character_is_on_one_side_only() {
        assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
        assert!(!TRADITIONAL.chars().any(|c| SIMPLIFIED.contains(c)));
    }

    #[test]
    fn the_tag_says_which_characters_are_wrong() {
        let wrong =
            |tag: &str| wrong_characters(&Lang::parse(tag).expect("a tag")).map(|(_, wrong, _)| wrong);
        assert_eq!(wrong("zh-CN"), Some("traditional"));
        assert_eq!(wrong("zh-Hans-HK"), Some("traditional"));
        assert_eq!(wrong("zh-TW"), Some("simplified"));
        assert_eq!(wrong("zh-Hant"), Some("simplified"));
        assert_eq!(wrong("ja"), None);
    }
}
