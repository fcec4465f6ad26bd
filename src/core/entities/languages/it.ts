import { phraseGroups, words, type NameLanguage } from './language';
import { otherLanguage } from './other';

export const it: NameLanguage = {
  ...otherLanguage('it'),
  articles: words('il lo la i gli le l'),
  titles: words(`
    sig sigra signor signora dott dottssa don donna presidente ex-presidente vicepresidente ministro ministra
    premier cancelliere cancelliera segretario segretaria governatore governatrice sindaco sindaca deputato
    deputata senatore senatrice ambasciatore ambasciatrice generale colonnello capitano ammiraglio giudice re
    regina principe principessa papa vescovo arcivescovo cardinale professore professoressa
  `),
  women: words(`
    signora signorina donna ministra cancelliera segretaria governatrice sindaca deputata senatrice
    ambasciatrice regina principessa professoressa direttrice vedova sorella madre figlia moglie
  `),
  men: words(`
    sig signor don ministro cancelliere segretario governatore deputato senatore ambasciatore re principe papa
    vescovo arcivescovo cardinale professore direttore vedovo fratello padre figlio marito
  `),
  genitives: words('di del dello della dei degli delle'),
  synonyms: phraseGroups(`
    Stati Uniti, USA, Stati Uniti d'America
    Russia, Federazione Russa
    Corea del Nord, RPDC
    Regno Unito, Gran Bretagna
    Paesi Bassi, Olanda
    Unione Sovietica, URSS
    ONU, Nazioni Unite, Organizzazione delle Nazioni Unite
  `),
  furniture: words(`
    leggi_anche leggi_tutto leggi_di_più vedi_anche per_saperne_di_più altre_notizie articoli_correlati
    i_più_letti più_letti condividi condividi_su_facebook seguici iscriviti abbonati abbonamento accedi
    registrati pubblicità annuncio sponsorizzato commenti commento lascia_un_commento rispondi archivio tag
    etichette argomenti categorie cerca ricerca menu home precedente successivo chiudi indietro stampa invia
    foto video galleria newsletter cookie accetta accetta_tutti accetta_i_cookie rifiuta rifiuta_tutti
    gestisci_i_cookie informativa_sulla_privacy note_legali contatti chi_siamo ultima_ora ultime_notizie
    vai_al_contenuto tutti_i_diritti_riservati
  `),
};
