import { phraseGroups, words, type NameLanguage } from './language';
import { otherLanguage } from './other';

export const fr: NameLanguage = {
  ...otherLanguage('fr'),
  articles: words('le la les l'),
  titles: words(`
    m mm mme mlle dr me monsieur madame mademoiselle président présidente ex-président vice-président
    vice-présidente ministre chancelier chancelière secrétaire gouverneur maire député députée sénateur
    sénatrice ambassadeur ambassadrice général colonel capitaine amiral juge procureur procureure roi reine
    prince princesse pape évêque archevêque cardinal professeur professeure
  `),
  women: words(`
    mme mlle madame mademoiselle présidente vice-présidente chancelière députée sénatrice ambassadrice
    procureure reine princesse professeure directrice veuve sœur mère fille épouse
  `),
  men: words(`
    m monsieur président vice-président chancelier député sénateur ambassadeur roi prince pape évêque archevêque
    cardinal directeur veuf frère père fils mari époux
  `),
  genitives: words('de du des'),
  synonyms: phraseGroups(`
    États-Unis, USA, États-Unis d'Amérique
    Russie, Fédération de Russie
    Corée du Nord, RPDC
    Corée du Sud, République de Corée
    Royaume-Uni, Grande-Bretagne
    Pays-Bas, Hollande
    Union soviétique, URSS
    ONU, Nations unies, Organisation des Nations unies
    OTAN, Organisation du traité de l'Atlantique nord, Alliance atlantique
  `),
  furniture: words(`
    lire_aussi à_lire_aussi à_lire lire_la_suite lire_plus voir_aussi en_savoir_plus voir_plus plus_d'articles
    articles_liés articles_associés sur_le_même_sujet les_plus_lus les_plus_lues le_plus_lu à_voir_aussi
    partager partager_sur_facebook suivez_nous s'abonner abonnez_vous je_m'abonne abonnement se_connecter
    connexion s'inscrire inscription publicité annonce contenu_sponsorisé sponsorisé commentaires commentaire
    laisser_un_commentaire répondre réagir archives archive étiquettes mots_clés thèmes catégories rechercher
    recherche menu accueil précédent suivant fermer retour imprimer envoyer photo photos vidéo vidéos diaporama
    newsletter newsletters cookies accepter tout_accepter accepter_les_cookies refuser tout_refuser
    gérer_les_cookies politique_de_confidentialité mentions_légales conditions_générales contact qui_sommes_nous
    dernière_minute dernières_nouvelles à_la_une aller_au_contenu tous_droits_réservés
  `),
};
