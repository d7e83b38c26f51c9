//! The table of Malay, with the words of Indonesian that are written otherwise.

use super::entry::{WordGroup, modal, negation, unit};

pub(super) const LEXICON: &[WordGroup] = &[
    negation("not", &["tidak", "tak", "bukan", "bukannya", "tidaklah"]),
    negation("do not", &["jangan", "usah"]),
    negation("no", &["tiada", "tiadanya"]),
    negation("without", &["tanpa"]),
    negation("not yet", &["belum"]),
    negation("unless", &["kecuali", "melainkan", "selain daripada"]),
    modal("may", &["boleh", "bolehlah", "bisa"]),
    modal("can", &["dapat"]),
    modal("must", &["mesti", "mestilah", "hendaklah", "wajib", "wajiblah"]),
    modal("should", &["harus", "haruslah", "patut", "sepatutnya", "sewajarnya", "seharusnya"]),
    modal("will", &["akan"]),
    modal("might", &["mungkin"]),
    modal("need", &["perlu", "perlulah"]),
    modal(
        "required",
        &["dikehendaki", "diperlukan", "diwajibkan", "menghendaki", "mewajibkan", "diharuskan"],
    ),
    modal("entitled", &["berhak", "layak"]),
    modal("permitted", &["dibenarkan", "membenarkan", "diizinkan", "mengizinkan"]),
    modal("prohibited", &["dilarang", "melarang", "terlarang"]),
    unit("second", &["saat", "detik"]),
    unit("minute", &["minit", "menit", "seminit"]),
    unit("hour", &["jam", "sejam"]),
    unit("day", &["hari", "sehari", "harian"]),
    unit("week", &["minggu", "seminggu", "mingguan"]),
    unit("month", &["bulan", "sebulan", "bulanan"]),
    unit("year", &["tahun", "setahun", "tahunan"]),
    unit("decade", &["dekad"]),
];
