import { phraseGroups, words, type NameLanguage } from './language';
import { otherLanguage } from './other';

export const es: NameLanguage = {
  ...otherLanguage('es'),
  articles: words('el la los las'),
  titles: words(`
    sr sra srta dr dra don doña señor señora presidente presidenta expresidente vicepresidente vicepresidenta
    ministro ministra exministro exministra canciller secretario secretaria gobernador gobernadora alcalde
    alcaldesa diputado diputada senador senadora embajador embajadora general coronel capitán almirante juez
    jueza fiscal rey reina príncipe princesa papa obispo arzobispo cardenal profesor profesora portavoz líder
  `),
  women: words(`
    sra srta dra doña señora señorita presidenta vicepresidenta ministra exministra secretaria gobernadora
    alcaldesa diputada senadora embajadora jueza reina princesa profesora directora viuda hermana madre hija
    esposa
  `),
  men: words(`
    sr dr don señor ministro exministro secretario gobernador alcalde diputado senador embajador rey príncipe
    papa obispo arzobispo cardenal profesor director viudo hermano padre hijo marido esposo
  `),
  genitives: words('de del'),
  synonyms: phraseGroups(`
    Estados Unidos, EE. UU., EE.UU., EEUU, Estados Unidos de América
    Rusia, Federación Rusa, Federación de Rusia
    Corea del Norte, RPDC, República Popular Democrática de Corea
    Corea del Sur, República de Corea
    China, RPC, República Popular China
    Reino Unido, Gran Bretaña
    Países Bajos, Holanda
    Unión Soviética, URSS
    ONU, Naciones Unidas, Organización de las Naciones Unidas
    OTAN, Organización del Tratado del Atlántico Norte, Alianza Atlántica
  `),
  furniture: words(`
    leer_más leer_también lea_también lee_también ver_también ver_más más_información más_noticias más_leídas
    lo_más_leído lo_más_visto noticias_relacionadas artículos_relacionados relacionadas te_puede_interesar
    te_recomendamos recomendados compartir comparte compartir_en_facebook síguenos suscríbete suscribirse
    suscripción iniciar_sesión inicia_sesión regístrate registrarse acceder publicidad anuncio anuncios
    contenido_patrocinado patrocinado comentarios comentario deja_un_comentario dejar_un_comentario responder
    archivo archivos etiquetas etiqueta temas categorías buscar búsqueda menú inicio anterior siguiente cerrar
    volver imprimir enviar foto fotos vídeo vídeos galería boletín boletines newsletter cookies aceptar
    aceptar_todo aceptar_cookies rechazar rechazar_todo configurar_cookies política_de_cookies
    política_de_privacidad aviso_legal términos_y_condiciones contacto quiénes_somos última_hora
    últimas_noticias portada ir_al_contenido saltar_al_contenido todos_los_derechos_reservados
  `),
};
