//! The inflected forms of a word, for pattern compilers.

/// Verbs and nouns whose forms no rule gives: base form first.
const IRREGULAR: &[&[&str]] = &[
    &["be", "is", "are", "am", "was", "were", "been", "being"],
    &["have", "has", "had", "having"],
    &["do", "does", "did", "done", "doing"],
    &["give", "gives", "gave", "given", "giving"],
    &["take", "takes", "took", "taken", "taking"],
    &["undertake", "undertakes", "undertook", "undertaken", "undertaking"],
    &["get", "gets", "got", "gotten", "getting"],
    &["make", "makes", "made", "making"],
    &["send", "sends", "sent", "sending"],
    &["sell", "sells", "sold", "selling"],
    &["resell", "resells", "resold", "reselling"],
    &["tell", "tells", "told", "telling"],
    &["keep", "keeps", "kept", "keeping"],
    &["hold", "holds", "held", "holding"],
    &["withhold", "withholds", "withheld", "withholding"],
    &["buy", "buys", "bought", "buying"],
    &["bring", "brings", "brought", "bringing"],
    &["seek", "seeks", "sought", "seeking"],
    &["lose", "loses", "lost", "losing"],
    &["leave", "leaves", "left", "leaving"],
    &["let", "lets", "letting"],
    &["set", "sets", "setting"],
    &["put", "puts", "putting"],
    &["read", "reads", "reading"],
    &["write", "writes", "wrote", "written", "writing"],
    &["withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"],
    &["know", "knows", "knew", "known", "knowing"],
    &["choose", "chooses", "chose", "chosen", "choosing"],
    &["find", "finds", "found", "finding"],
    &["see", "sees", "saw", "seen", "seeing"],
    &["say", "says", "said", "saying"],
    &["come", "comes", "came", "coming"],
    &["become", "becomes", "became", "becoming"],
    &["go", "goes", "went", "gone", "going"],
    &["run", "runs", "ran", "running"],
    &["begin", "begins", "began", "begun", "beginning"],
    &["forget", "forgets", "forgot", "forgotten", "forgetting"],
    &["forbid", "forbids", "forbade", "forbidden", "forbidding"],
    &["learn", "learns", "learned", "learnt", "learning"],
    &["lead", "leads", "led", "leading"],
    &["lend", "lends", "lent", "lending"],
    &["lay", "lays", "laid", "laying"],
    &["pay", "pays", "paid", "paying"],
    &["mean", "means", "meant", "meaning"],
    &["meet", "meets", "met", "meeting"],
    &["understand", "understands", "understood", "understanding"],
    &["stand", "stands", "stood", "standing"],
    &["think", "thinks", "thought", "thinking"],
    &["ring", "rings", "rang", "rung", "ringing"],
    &["speak", "speaks", "spoke", "spoken", "speaking"],
    &["break", "breaks", "broke", "broken", "breaking"],
    &["show", "shows", "showed", "shown", "showing"],
    &["bind", "binds", "bound", "binding"],
    &["build", "builds", "built", "building"],
    &["spend", "spends", "spent", "spending"],
    &["lie", "lies", "lay", "lain", "lying"],
    &["tie", "ties", "tied", "tying"],
    &["die", "dies", "died", "dying"],
    &["ad", "ads"],
    &["id", "ids"],
    &["child", "children"],
    &["person", "persons", "people"],
    &["man", "men"],
    &["woman", "women"],
    &["criterion", "criteria"],
    &["datum", "data"],
    &["basis", "bases"],
    &["analysis", "analyses"],
    &["party", "parties"],
    &["opt", "opts", "opted", "opting"],
    &["visit", "visits", "visited", "visiting"],
    &["limit", "limits", "limited", "limiting"],
    &["edit", "edits", "edited", "editing"],
    &["credit", "credits", "credited", "crediting"],
    &["audit", "audits", "audited", "auditing"],
    &["profit", "profits", "profited", "profiting"],
    &["benefit", "benefits", "benefited", "benefiting"],
    &["target", "targets", "targeted", "targeting", "targetted", "targetting"],
    &["offer", "offers", "offered", "offering"],
    &["enter", "enters", "entered", "entering"],
    &["deliver", "delivers", "delivered", "delivering"],
    &["register", "registers", "registered", "registering"],
    &["remember", "remembers", "remembered", "remembering"],
    &["consider", "considers", "considered", "considering"],
    &["monitor", "monitors", "monitored", "monitoring"],
    &["gather", "gathers", "gathered", "gathering"],
    &["answer", "answers", "answered", "answering"],
    &["alter", "alters", "altered", "altering"],
    &["cover", "covers", "covered", "covering"],
    &["discover", "discovers", "discovered", "discovering"],
    &["administer", "administers", "administered", "administering"],
    &["develop", "develops", "developed", "developing"],
    &["open", "opens", "opened", "opening"],
    &["happen", "happens", "happened", "happening"],
    &["strengthen", "strengthens", "strengthened", "strengthening"],
    &["order", "orders", "ordered", "ordering"],
    &["number", "numbers", "numbered", "numbering"],
    &["question", "questions", "questioned", "questioning"],
    &["reason", "reasons", "reasoned", "reasoning"],
    &["permission", "permissions"],
];

/// Words that have no forms but their own.
const INVARIABLE: &[&str] = &[
    "a",
    "an",
    "the",
    "and",
    "or",
    "but",
    "if",
    "of",
    "to",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "as",
    "than",
    "then",
    "that",
    "this",
    "these",
    "those",
    "it",
    "its",
    "we",
    "us",
    "our",
    "ours",
    "you",
    "your",
    "yours",
    "he",
    "she",
    "they",
    "them",
    "their",
    "i",
    "me",
    "my",
    "who",
    "whom",
    "whose",
    "which",
    "what",
    "when",
    "where",
    "why",
    "how",
    "not",
    "no",
    "nor",
    "never",
    "neither",
    "none",
    "without",
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "will",
    "would",
    "any",
    "all",
    "each",
    "every",
    "some",
    "such",
    "other",
    "others",
    "only",
    "also",
    "so",
    "into",
    "onto",
    "upon",
    "about",
    "under",
    "over",
    "up",
    "out",
    "off",
    "between",
    "within",
    "during",
    "after",
    "before",
    "until",
    "unless",
    "because",
    "while",
    "both",
    "either",
    "there",
    "here",
    "per",
    "via",
    "gdpr",
    "ccpa",
    "coppa",
    "cpra",
    "pii",
    "information",
    "eu",
    "eea",
    "uk",
    "usa",
    "dpo",
    "ftc",
];

/// All forms of `word`, itself first, without doubles: plural and third person, past, participle, and the British or American spelling of each.
///
/// `word` is folded (lower case, letters and digits). A form that is no word of English does no harm: no policy holds it.
pub fn inflect(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let regular = word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic()) && !INVARIABLE.contains(&word);
    if let Some(irregular) = IRREGULAR.iter().find(|set| set[0] == word) {
        forms.extend(irregular.iter().map(ToString::to_string));
    } else if regular {
        add_regular(word, &mut forms);
    }
    let spellings: Vec<String> = forms.iter().filter_map(|form| respell(form)).collect();
    forms.extend(spellings);
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

fn add_regular(word: &str, forms: &mut Vec<String>) {
    if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") && word.len() > 3 {
        // A plural: its singular belongs to it.
        match word.strip_suffix("ies") {
            Some(stem) if word.len() > 5 && word != "cookies" && word != "movies" => forms.push(format!("{stem}y")),
            _ => {
                forms.push(word[..word.len() - 1].to_owned());
                if let Some(stem) = word.strip_suffix("es").filter(|s| takes_es(s)) {
                    forms.push(stem.to_owned());
                }
            }
        }
        return;
    }
    if word.ends_with("ed") && word.len() > 4 && !matches!(word, "need" | "embed" | "feed" | "proceed" | "exceed" | "succeed")
        || word.ends_with("ing") && word.len() > 5
    {
        forms.push(format!("{word}s"));
        return;
    }
    let consonant_y = word.ends_with('y') && !ends_in_vowel(&word[..word.len() - 1]);
    if consonant_y {
        let stem = &word[..word.len() - 1];
        forms.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{word}ing")]);
    } else if let Some(stem) = word.strip_suffix("ie") {
        forms.extend([format!("{word}s"), format!("{word}d"), format!("{stem}ying")]);
    } else if let Some(stem) = word.strip_suffix('e') {
        forms.extend([format!("{word}s"), format!("{word}d"), format!("{stem}ing")]);
        if word.ends_with("ee") || word.ends_with("oe") || word.ends_with("ye") {
            forms.push(format!("{word}ing"));
        }
    } else {
        let plural = if takes_es(word) { format!("{word}es") } else { format!("{word}s") };
        forms.extend([plural, format!("{word}ed"), format!("{word}ing")]);
        if let Some(last) = doubled(word) {
            forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
        }
    }
}

fn takes_es(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end))
}

fn ends_in_vowel(word: &str) -> bool {
    word.ends_with(['a', 'e', 'i', 'o', 'u'])
}

/// The consonant that may be doubled before an ending: "stop, stopped", "cancel, cancelled", "refer, referred".
fn doubled(word: &str) -> Option<char> {
    let mut back = word.chars().rev();
    let (last, vowel, before) = (back.next()?, back.next()?, back.next()?);
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    (!is_vowel(last) && !matches!(last, 'w' | 'x' | 'y' | 'h') && is_vowel(vowel) && !is_vowel(before)).then_some(last)
}

/// The other spelling of a word that Britons and Americans spell apart.
fn respell(form: &str) -> Option<String> {
    const PAIRS: &[(&str, &str)] = &[("iz", "is"), ("yz", "ys")];
    const WHOLE: &[(&str, &str)] = &[
        ("behavior", "behaviour"),
        ("behavioral", "behavioural"),
        ("favor", "favour"),
        ("honor", "honour"),
        ("color", "colour"),
        ("center", "centre"),
        ("license", "licence"),
        ("licensed", "licenced"),
        ("program", "programme"),
        ("programs", "programmes"),
        ("fulfill", "fulfil"),
        ("enroll", "enrol"),
        ("judgment", "judgement"),
        ("catalog", "catalogue"),
        ("defense", "defence"),
        ("offense", "offence"),
        ("check", "cheque"),
        ("labor", "labour"),
        ("neighbor", "neighbour"),
        ("fulfillment", "fulfilment"),
        ("honored", "honoured"),
        ("honors", "honours"),
        ("honoring", "honouring"),
        ("centers", "centres"),
        ("grey", "gray"),
        ("willful", "wilful"),
    ];
    for (american, british) in WHOLE {
        if form == *american {
            return Some((*british).to_owned());
        }
        if form == *british {
            return Some((*american).to_owned());
        }
    }
    const ENDS: [&str; 9] = ["e", "es", "ed", "ing", "er", "ers", "ation", "ations", "able"];
    for (american, british) in PAIRS {
        for end in ENDS {
            let (a, b) = (format!("{american}{end}"), format!("{british}{end}"));
            if let Some(stem) = form.strip_suffix(&a).filter(|s| s.len() > 3) {
                return Some(format!("{stem}{b}"));
            }
            // Only verbs that have the other spelling: "-nise, -lise, -rise, -mise, -tise, -cise (not precise, exercise)".
            if let Some(stem) = form.strip_suffix(&b).filter(|s| s.len() > 3 && s.ends_with(['n', 'l', 't', 'r', 'm', 'd', 'h', 'g'])) {
                return Some(format!("{stem}{a}"));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::inflect;

    fn has(word: &str, forms: &[&str]) {
        let all = inflect(word);
        for form in forms {
            assert!(all.iter().any(|f| f == form), "{word} -> {form}: {all:?}");
        }
    }

    #[test]
    fn forms_follow_the_rules_of_spelling() {
        has("collect", &["collect", "collects", "collected", "collecting"]);
        has("use", &["uses", "used", "using"]);
        has("party", &["parties"]);
        has("stop", &["stopped", "stopping"]);
        has("cancel", &["cancelled", "canceled"]);
        has("process", &["processes", "processed"]);
        has("sell", &["sold"]);
        has("cookies", &["cookie"]);
        has("parties", &["party"]);
        has("organization", &["organisation", "organisations"]);
        has("anonymize", &["anonymised", "anonymising"]);
        has("behavior", &["behaviour"]);
        has("agree", &["agreed", "agreeing"]);
    }

    #[test]
    fn function_words_have_no_forms() {
        assert_eq!(inflect("us"), ["us"]);
        assert_eq!(inflect("as"), ["as"]);
        assert_eq!(inflect("collected"), ["collected", "collecteds"]);
    }
}
