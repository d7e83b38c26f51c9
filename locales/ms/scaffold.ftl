# Teks yang ditulis oleh `promulgate new` untuk diganti.
new-policy-title = Tajuk dasar
new-addendum-title = Adendum bagi { $code }
new-section-heading = Skop
new-section-text = Nyatakan di sini perkara yang diliputi oleh teks ini dan kepada siapa ia ditujukan.
