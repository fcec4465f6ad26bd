import { phraseGroups, words, type NameLanguage } from './language';
import { otherLanguage } from './other';

export const de: NameLanguage = {
  ...otherLanguage('de'),
  articles: words('der die das dem den des'),
  titles: words(`
    herr herrn frau dr prof präsident präsidentin ex-präsident vizepräsident vizepräsidentin minister ministerin
    ex-minister außenminister außenministerin innenminister innenministerin verteidigungsminister
    verteidigungsministerin finanzminister finanzministerin kanzler kanzlerin bundeskanzler bundeskanzlerin
    ministerpräsident ministerpräsidentin gouverneur bürgermeister bürgermeisterin oberbürgermeister
    oberbürgermeisterin senator senatorin botschafter botschafterin general oberst admiral richter richterin
    könig königin prinz prinzessin papst bischof erzbischof kardinal professor professorin sprecher sprecherin
  `),
  women: words(`
    frau präsidentin vizepräsidentin ministerin außenministerin innenministerin verteidigungsministerin
    finanzministerin kanzlerin bundeskanzlerin ministerpräsidentin bürgermeisterin oberbürgermeisterin senatorin
    botschafterin richterin königin prinzessin professorin sprecherin direktorin witwe schwester mutter tochter
    ehefrau
  `),
  men: words(`
    herr herrn präsident vizepräsident minister außenminister innenminister verteidigungsminister finanzminister
    kanzler bundeskanzler ministerpräsident bürgermeister oberbürgermeister könig prinz papst bischof erzbischof
    kardinal sprecher direktor witwer bruder vater sohn ehemann
  `),
  genitives: words('der des von'),
  synonyms: phraseGroups(`
    Vereinigte Staaten, Vereinigten Staaten, USA, Vereinigte Staaten von Amerika, Vereinigten Staaten von Amerika
    Russland, Russische Föderation, Russischen Föderation
    Nordkorea, DVRK
    Südkorea, Republik Korea
    China, Volksrepublik China
    Vereinigtes Königreich, Vereinigten Königreich, Großbritannien
    Niederlande, Holland
    Deutschland, BRD, Bundesrepublik, Bundesrepublik Deutschland
    Sowjetunion, UdSSR
    UN, UNO, Vereinte Nationen, Vereinten Nationen
    Nato, Nordatlantikpakt
  `),
  furniture: words(`
    lesen_sie_auch lesen_sie_mehr auch_interessant mehr_lesen weiterlesen mehr_zum_thema zum_thema siehe_auch
    mehr_erfahren meistgelesen verwandte_artikel ähnliche_artikel das_könnte_sie_auch_interessieren teilen
    artikel_teilen auf_facebook_teilen folgen_sie_uns abonnieren jetzt_abonnieren abo abonnement anmelden
    einloggen registrieren werbung anzeige gesponsert kommentare kommentar kommentar_schreiben
    kommentar_verfassen antworten archiv schlagwörter schlagworte themen kategorien suche suchen menü startseite
    zurück weiter vorherige nächste schließen drucken senden foto fotos bild bilder video videos bildergalerie
    newsletter cookies akzeptieren alle_akzeptieren cookies_akzeptieren ablehnen alle_ablehnen
    cookie_einstellungen datenschutz datenschutzerklärung impressum agb nutzungsbedingungen kontakt über_uns
    eilmeldung aktuelle_nachrichten zum_inhalt_springen alle_rechte_vorbehalten
  `),
};
