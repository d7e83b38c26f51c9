# Bar pratonton langsung, untuk mereka yang menulis.
preview-bar = Pratonton
preview-forms = Bentuk teks ini
preview-draft = Draf
preview-redline = Perubahan berbanding versi yang berkuat kuasa
preview-in-force = Berkuat kuasa
preview-upcoming = Akan berkuat kuasa
preview-bilingual = Sebelah-menyebelah
preview-languages = Draf dalam setiap bahasa
preview-behind = { $count ->
    [0] terkini
   *[other] { $count } petikan belum dikemas kini
}
preview-day = Pada tarikh
preview-show = Tunjukkan
preview-today = Hari ini
preview-findings = Isu
preview-no-findings = Tiada isu
