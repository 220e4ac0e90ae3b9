"""The words of the crisis-risk topics: data, edited by people.

Topic → weight → terms. A weight is how far one term alone goes towards the topic, 0 to 1; a topic is flagged at 0.5
and more. A term is one or more words in a row, upper and lower case alike; `*` at a word's end stands for any ending.
Change a word and raise VERSION: it is stored with every result.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "2"

TOPICS: Final = ("boycott", "legal", "safety", "data breach", "discrimination", "outage", "anger")

WORDS: Final[dict[str, dict[float, tuple[str, ...]]]] = {
    "boycott": {
        0.9: (
            "boycott*", "boykott*", "boicot*", "boikott*", "stop buying", "never buying again", "never buy again",
            "will never buy", "will never shop", "don't buy from", "do not buy from", "take my business elsewhere",
            "never flying with", "never eating at", "never shopping", "never ordering", "never using them again", "never coming back",
            "taking my business elsewhere", "cancel my subscription", "cancelling my subscription",
            "canceling my subscription", "cancelled my subscription", "delete the app", "deleting the app",
            "nie wieder kaufen", "kauft nicht", "kündige mein abo", "ne plus acheter", "n'achetez plus", "no compren",
            "no compres", "nunca más compro", "non comprate", "não comprem",
        ),
        0.4: ("never again", "last time i", "nie wieder", "plus jamais", "nunca más", "mai più", "nunca mais"),
    },
    "legal": {
        0.9: (
            "lawsuit*", "class action", "sue them", "suing", "sued", "prosecut*", "indict*", "subpoena*",
            "legal action", "court order", "taken to court", "see you in court", "criminal charges",
            "under investigation", "antitrust", "klage eingereicht", "verklag*", "sammelklage*", "staatsanwalt*",
            "strafanzeige*", "abmahnung*", "poursuites judiciaires", "porter plainte", "porte plainte",
            "plainte déposée", "recours collectif", "demanda colectiva", "acciones legales", "querella",
            "azione legale", "causa legale", "denuncia penal", "processo judicial",
        ),
        0.6: (
            "charged twice", "charged me twice", "charged my card twice", "double charged", "unauthorised charge*", "unauthorized charge*",
            "stole my money", "took my money", "scam text*", "scam call*", "fake invoice*", "my lawyer", "our lawyer*", "my solicitor", "attorney general", "regulator*", "fined", "illegal",
            "unlawful", "fraud*", "bribe*", "bribery", "embezzl*", "money laundering", "rechtswidrig", "illegal*",
            "anwalt", "betrug", "avocat", "illégal*", "fraude*", "abogad*", "ilegal*", "avvocat*", "frode",
            "advogad*",
        ),
        0.3: ("lawyer*", "court", "gericht", "tribunal", "tribunale", "refund refused", "scam*", "scammed"),
    },
    "safety": {
        0.9: (
            "product recall", "recall notice", "recalled", "recalls its", "food poisoning", "caught fire",
            "catches fire", "burst into flames", "exploded", "explodes", "carbon monoxide", "salmonella", "listeria",
            "e. coli", "choking hazard", "contaminat*", "hospitalised", "hospitalized", "in hospital",
            "engine fire", "on fire", "made me sick", "made us sick", "got sick after", "sick after eating", "sick after drinking",
            "ill after eating", "ill after drinking", "threw up after", "splinter of glass", "glass splinter*", "glass shard*",
            "shards of glass", "pieces of glass", "pieces of broken glass", "broken glass in", "cut my lip", "cut my mouth", "chipped my tooth", "choked on",
            "in the hospital", "rückruf*", "zurückgerufen", "lebensmittelvergiftung*", "explodiert",
            "in brand geraten", "verseucht*", "rappel de produit", "rappel produit", "intoxication alimentaire",
            "a pris feu", "contaminé*", "retirada del mercado", "retirado del mercado", "intoxicación", "intoxicad*",
            "se incendió", "contaminad*", "richiamo alimentare", "intossicazione", "contaminat*", "intoxicação",
        ),
        0.6: (
            "poison*", "toxic", "unsafe", "electric shock", "allergic reaction", "glass in my", "metal in my",
            "mould in", "mold in", "maggot*", "verletzt*", "giftig*", "gefährlich*", "tödlich*", "lebensgefährlich*",
            "allergische reaktion", "blessé*", "dangereu*", "toxique*", "herid*", "peligros*", "tóxic*", "ferit*",
            "pericolos*", "tossic*", "perigos*",
        ),
        # Weak alone, because sport and obituaries are full of them; two of them flag.
        0.35: (
            "injur*", "dangerous", "died", "death", "deaths", "killed", "fatal*", "burned", "burnt", "hazard*",
            "sick", "vomit*", "overheat*", "smoke", "cancer",
        ),
    },
    "data breach": {
        0.9: (
            "data breach*", "data leak*", "data theft", "breached", "leaked data", "leaked database",
            "leaked passwords", "leaked online", "personal data exposed", "exposed customer data", "identity theft",
            "ransomware", "hacked", "hackers", "cyberattack*", "cyber attack*", "got hacked", "been hacked",
            "stolen data", "credit card stolen", "datenleck*", "datenpanne*", "datendiebstahl", "gehackt",
            "cyberangriff*", "hackerangriff*", "fuite de données", "violation de données", "piraté*", "cyberattaque*",
            "filtración de datos", "fuga de datos", "hackead*", "ciberataque*", "violazione dei dati", "fuga di dati",
            "hackerat*", "vazamento de dados", "hackeado*",
        ),
        0.5: (
            "phishing", "leaked by", "leaked internal", "leaked email*", "leaked memo", "account was stolen", "account taken over", "sold my data", "selling our data",
            "selling my data", "privacy violation*", "gdpr violation*", "dsgvo verstoß", "spyware", "malware",
        ),
        0.3: ("leak", "leaked", "privacy", "passwords", "datenschutz", "gdpr"),
    },
    "discrimination": {
        0.9: (
            "racist*", "racism", "sexist*", "sexism", "homophob*", "transphob*", "islamophob*", "antisemit*",
            "anti-semit*", "xenophob*", "misogyn*", "discriminat*", "sexual harassment", "sexually harassed",
            "hate speech", "white supremac*", "ableist", "rassis*", "sexistisch*", "diskriminier*",
            "frauenfeindlich*", "sexuelle belästigung", "raciste*", "racisme", "sexiste*", "discrimin*",
            "harcèlement", "racista*", "racismo", "machista*", "machismo", "homofób*", "acoso sexual", "razzis*",
            "razzismo", "sessis*", "omofob*", "molestie", "assédio",
        ),
        0.5: ("bigot*", "harass*", "prejudiced", "slur", "slurs", "unequal pay", "toxic workplace", "bully*"),
    },
    "outage": {
        0.9: (
            "outage*", "is down again", "servers are down", "server is down", "site is down", "website is down",
            "app is down", "service is down", "network is down", "systems are down", "went down", "not loading",
            "can't log in", "cannot log in", "can't login", "unable to log in", "unable to login",
            "can't access my account", "service disruption", "keeps crashing", "störung*", "serverausfall*",
            "ausgefallen", "nicht erreichbar", "funktioniert nicht", "en panne", "hors service", "ne marche pas",
            "ne fonctionne pas", "está caído", "está caída", "no funciona", "servicio caído", "non funziona",
            "disservizio", "fora do ar", "não funciona",
        ),
        0.5: (
            "not working", "doesn't work", "does not work", "stopped working", "won't load", "error message",
            "still down", "payment failed", "payments are failing", "crashed", "crashes", "no service", "offline",
            "downtime", "bug", "bugs", "abgestürzt",
        ),
    },
    "anger": {
        0.6: (
            "furious", "outrag*", "disgust*", "disgrace*", "unacceptable", "shame on", "shameful", "appalling",
            "appalled", "infuriat*", "livid", "scandal*", "despicable", "how dare", "sick of", "fed up", "had enough",
            "rip off", "rip-off", "ripped off", "liars", "lied to", "worst company", "worst service",
            "worst customer service", "worst experience", "absolute joke", "joke of a company", "demand an apology",
            "demand a refund", "empör*", "unverschämt*", "frechheit", "skandal*", "schande", "widerlich*",
            "inakzeptabel", "wütend*", "abzocke", "scandaleu*", "honteux", "honteuse", "honte à", "inadmissible*",
            "inacceptable*", "dégueulasse", "écoeur*", "arnaque*", "escándal*", "vergüenza", "indignad*",
            "inaceptable*", "asqueros*", "estafa*", "estafador*", "vergogn*", "schifo", "inaccettabil*", "truffa*",
            "vergonha", "inaceitáve*", "golpe",
        ),
        0.4: (
            "terrible", "horrible", "awful", "angry", "pissed off", "wtf", "ridiculous", "pathetic", "incompetent",
            "useless", "worst", "garbage", "trash", "hate this", "hate them", "liar", "furchtbar*", "schrecklich*",
            "katastrophe", "affreux", "lamentable*", "terribil*", "péssim*", "pésim*",
        ),
    },
}  # fmt: skip
