"""The lessons there are, as plain data: number, notebook, package, title. Nothing is imported to read it."""

CATALOGUE: tuple[tuple[str, str, str, str], ...] = (
    # number, rest of the notebook's name, package of fis_lessons.lessons, title in Italian
    ("01", "welfare_di_comunita", "l01_community_welfare", "Welfare di comunità"),
    ("02", "leggere_il_territorio", "l02_reading_the_territory", "Leggere il territorio"),
    ("03", "beni_relazionali_e_beni_comuni", "l03_relational_goods", "Beni relazionali e beni comuni"),
    ("04", "chi_siede_al_tavolo", "l04_who_is_at_the_table", "Chi siede al tavolo"),
    ("05", "una_rete_che_tiene", "l05_a_network_that_holds", "Una rete che tiene"),
    ("06", "teoria_del_cambiamento", "l06_theory_of_change", "La teoria del cambiamento"),
    ("07", "indicatori_e_basi_di_partenza", "l07_indicators", "Indicatori e basi di partenza"),
    ("08", "ha_funzionato", "l08_did_it_work", "Ha funzionato?"),
    ("09", "progettare_la_valutazione", "l09_plan_the_evaluation", "Progettare la valutazione"),
    ("10", "il_valore_sociale", "l10_social_value", "Il valore sociale"),
    ("11", "un_contratto_che_paga_i_risultati", "l11_outcome_contract", "Un contratto che paga i risultati"),
    ("12", "investitori_e_rischio", "l12_investors_and_risk", "Investitori e rischio"),
    (
        "13",
        "lo_studio_di_fattibilita_che_porti_a_casa",
        "l13_feasibility_study",
        "Lo studio di fattibilità che porti a casa",
    ),
)
