import { phraseGroups, phrases, words, type NameLanguage } from './language';
import { PEOPLES } from './peoples';

export const pt: NameLanguage = {
  locales: ['pt-BR', 'pt-PT'],
  script: 'Latin',
  inflection: 0,
  common: words(`
    a à às ao aos o os as um uma uns umas de da do das dos em no na nos nas num numa por pelo pela pelos pelas para
    com sem sob sobre entre até desde após antes depois durante contra segundo conforme perante mediante exceto salvo
    e ou mas nem porém contudo todavia entretanto portanto logo pois porque que se quando onde como enquanto embora
    caso assim então também ainda já só apenas mesmo muito muita muitos muitas pouco poucos poucas mais menos tão tanto
    tantos todo toda todos todas tudo nada nenhum nenhuma algum alguma alguns algumas cada qualquer quaisquer outro
    outra outros outras ambos ambas vários várias diversos diversas certo certa quem qual quais quanto quanta quantos
    eu tu ele ela nós vós eles elas você vocês me te lhe lhes meu minha meus minhas seu sua seus suas nosso nossa
    nossos nossas este esta estes estas esse essa esses essas aquele aquela aqueles aquelas isto isso aquilo neste
    nesta nestes nestas nesse nessa nesses nessas naquele naquela deste desta destes destas desse dessa desses dessas
    aqui ali lá hoje ontem amanhã agora sempre nunca jamais talvez sim não é são foi foram era eram será serão seria
    está estão estava estavam há houve havia tem têm tinha tinham teve ter ser estar ir vai vão vamos pode podem deve
    devem faz fazem diz dizem disse segue veja leia confira saiba clique assista ouça compartilhe fonte foto fotos
    imagem vídeo legenda crédito créditos reprodução divulgação arquivo comentário comentários anterior próximo
    primeiro primeira segunda terceiro terceira último última novo nova novos novas bem mal melhor pior grande grandes
    pequeno pequenos apesar além aliás afinal finalmente enfim atualmente recentemente anteriormente posteriormente
    inicialmente infelizmente felizmente dessa dado dada dados como tal tais quase cerca perto longe dentro fora acima
    abaixo diante atrás através graças devido frente junto juntos enquanto mediante embora conforme dois duas três
    quatro cinco seis sete oito nove dez cem mil milhões milhão bilhões metade parte maioria minoria gente pessoas
    homem homens mulher mulheres criança crianças fontes críticos especialistas analistas autoridades moradores
    segundo-feira segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo segundas terça quarta
    quinta sexta janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    jan fev mar abr mai jun jul ago set out nov dez eis ora ah oh olha bom boa boas obrigado falta resta basta existe
    existem parece acho creio nenhuma aqueles quer senão visto salvo menos tampouco sequer inclusive outrora
    estado governo país países povo mundo cidade vida ano anos dia dias mês semana vez vezes tempo coisa
  `),
  calendar: words(
    'segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  ),
  peoples: PEOPLES.pt,
  creeds: words(''),
  particles: words('de da do das dos del della di von van der den la le el al bin ibn y'),
  headParticles: words('e para em no na nos nas por pelo pela ao à às aos a contra sobre com'),
  conjunctions: words('e'),
  articles: words('a o as os'),
  titles: words(`
    sr sra srs sras dr dra senhor senhora senhores dom dona seu presidente presidenta ex-presidente vice-presidente
    vice premiê premier primeiro-ministro primeira-ministra ministro ministra ministros ex-ministro ex-ministra
    vice-ministro vice-ministra chanceler secretário secretária secretário-geral subsecretário governador governadora
    prefeito prefeita deputado deputada deputados senador senadora senadores vereador vereadora embaixador
    embaixadora comandante general coronel capitão major tenente sargento almirante marechal brigadeiro cabo soldado
    juiz juíza desembargador promotor promotora procurador procuradora delegado delegada advogado advogada rei rainha
    príncipe princesa duque imperador czar papa bispo arcebispo cardeal padre pastor frei irmã madre santo professor
    professora prof doutor doutora engenheiro engenheira médico médica escritor escritora ator atriz cantor cantora
    diretor diretora técnico treinador jogador atacante zagueiro goleiro meia piloto atleta líder líderes porta-voz
    chefe empresário empresária jornalista repórter economista analista historiador cientista pesquisador
    pesquisadora artista cineasta poeta músico compositor pintor arquiteto filósofo sociólogo chairman ditador
    candidato candidata militante ativista conselheiro assessor assessora coordenador coordenadora superintendente
    gerente sócio proprietário dono filho filha irmão pai mãe esposa mulher marido viúva amigo colega comandantes
    estilista modelo bailarina maestro apresentador apresentadora
  `),
  women: words(`
    sra sras dra senhora dona presidenta ministra ex-ministra primeira-ministra vice-ministra secretária governadora
    prefeita deputada senadora vereadora embaixadora juíza promotora procuradora delegada advogada rainha princesa
    madre professora doutora engenheira médica escritora atriz cantora diretora pesquisadora empresária coordenadora
    assessora conselheira apresentadora viúva irmã mãe filha esposa
  `),
  men: words(`
    sr srs dr senhor dom ministro ex-ministro primeiro-ministro vice-ministro secretário governador prefeito deputado
    senador vereador embaixador juiz promotor procurador delegado advogado rei príncipe duque imperador czar papa
    bispo arcebispo padre frei professor doutor engenheiro médico escritor ator cantor diretor pesquisador empresário
    coordenador assessor conselheiro apresentador viúvo irmão pai filho marido
  `),
  portfolios: words(`
    defesa exterior exteriores relações negócios estrangeiros estrangeiro saúde educação justiça economia fazenda
    finanças planejamento planeamento agricultura cultura turismo transportes infraestrutura energia minas trabalho
    previdência segurança interior casa civil ambiente meio comunicações ciência tecnologia indústria comércio
    esporte esportes administração estado social pública igualdade racial desenvolvimento
  `),
  heads: {
    organization: words(`
      ministério secretaria conselho agência universidade faculdade instituto banco partido associação federação
      confederação sindicato central centro comissão comitê comité câmara senado congresso parlamento assembleia
      tribunal supremo procuradoria polícia exército marinha aeronáutica força forças guarda fundação organização
      organizações grupo companhia empresa editora jornal revista rádio televisão tv rede clube esporte associações
      departamento diretoria direção gabinete prefeitura governo embaixada consulado hospital escola colégio academia
      museu teatro orquestra igreja liga união frente movimento corpo serviço sociedade cooperativa fundo bolsa
      caixa construtora autoridade defensoria delegacia corregedoria justiça superintendência autarquia gazeta diário
      folha correio
    `),
    location: words(`
      rio mar lago lagoa oceano ilha ilhas baía cabo golfo estreito península serra monte montanha montanhas vale
      deserto floresta parque praça praia rua r avenida av alameda travessa largo estrada rodovia ponte porto aeroporto
      estação bairro vila distrito município cidade república reino emirados península costa cordilheira palácio
      estádio catedral morro jardim fazenda
    `),
    event: words(`
      guerra cúpula conferência copa jogos olimpíada olimpíadas campeonato torneio festival fórum congresso encontro
      revolução batalha eleições operação furacão tufão grande-prémio exposição feira bienal taça primavera
      carnaval simpósio seminário mundial
    `),
    product: words(
      'lei tratado acordo acordos convenção protocolo resolução decreto decreto-lei regulamento diretiva constituição míssil mísseis operação foguete satélite submarino navio prêmio',
    ),
  },
  tails: {
    organization: words(
      'ltda sa s/a inc corp ltd fc ec sc futebol clube bank group news times post motors airlines telecom press',
    ),
    location: words('city island islands river street'),
    event: words('open cup'),
  },
  groupParticles: words(''),
  ordinals: words(
    'primeira segunda terceira quarta quinta sexta sétima oitava nona décima primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo i ii iii iv',
  ),
  abbreviations: words('sta sto s dr'),
  genitives: words('de da do das dos'),
  smallTails: {},
  before: {
    location: words(
      'cidade capital município bairro estado província região ilha aeroporto vila distrito fronteira',
    ),
    organization: words(`
      empresa empresas companhia grupo banco partido agência jornal revista editora emissora clube time equipe
      montadora fabricante construtora gravadora rede sindicato ong fundação organização seleção
    `),
    event: words('operação furacão tufão ciclone tempestade festival torneio'),
    product: words(`
      míssil mísseis foguete foguetes torpedo torpedos obus obuses drone drones caça caças bombardeiro bombardeiros
      tanque tanques blindado blindados canhão canhões fuzil fuzis espingarda espingardas radar radares helicóptero
      helicópteros navio navios porta-aviões submarino submarinos fragata fragatas corveta destróier destróieres
      contratorpedeiro petroleiro cargueiro veleiro iate ferry cruzeiro satélite satélites sonda foguetão nave
      gasoduto oleoduto reator reatores aplicativo aplicação app navegador telemóvel smartphone consola console
      videojogo videogame vacina vacinas filme longa-metragem curta-metragem documentário telenovela novela série
      seriado minissérie livro romance álbum disco canção música single peça musical ópera quadro pintura escultura
      programa projeto projecto plataforma sistema
    `),
  },
  after: {},
  weaklyBefore: {
    location: words('em no na nos nas para até desde sul norte leste oeste nordeste'),
    person: words('por'),
    organization: words('o a os as do da dos das pelo pela ao à'),
  },
  credits: phrases(`
    foto:, fotos:, foto por, imagem:, imagens:, fotografia:, crédito:, créditos:, fonte:, fontes:, ( com,
    com informações de, com informações da, com informações do, com informações das, com informações dos,
    com informação de, com informação da, com agências:, com agência
  `),
  sourcesAfter: words('segundo'),
  speech: words(`
    disse diz dizem afirmou afirma declarou declara informou informa anunciou explicou explica contou conta comentou
    acrescentou respondeu perguntou garantiu destacou ressaltou lembrou admitiu negou alertou criticou defendeu
    observou enfatizou confirmou nasceu morreu casou
  `),
  givenNames: words(
    'luiz luís josé joão vladimir dmitri dmitry sergei serguei andrei alexei volodymyr joe donald kim xi',
  ),
  settled: {
    location: phrases(`
    EUA, E.U.A., Estados Unidos da América, Reino Unido, RPDC, RDC, RFA, RDA, URSS, União Soviética, Império Russo,
    Império Otomano, Império Romano, Império Austro-Húngaro, Áustria-Hungria, Terceiro Reich, Prússia,
    Iugoslávia, Jugoslávia, Antiga Jugoslávia, Tchecoslováquia, Checoslováquia, Alemanha Oriental, Alemanha Ocidental,
    Birmânia, Zaire, Rodésia, Holanda, Países Baixos, Inglaterra, Escócia, País de Gales, Irlanda do Norte,
    Grã-Bretanha, Bósnia, Bósnia-Herzegovina, Bósnia-Herzegóvina, República Tcheca, República Checa, Chéquia, Taiwan,
    Palestina, Coreia, Coréia, Coreia do Norte, Coreia do Sul, Coréia do Norte, Coréia do Sul, Kosovo, Cosovo,
    Macedónia do Norte, Macedônia do Norte, Bielorrússia, Belarus, Vietname, Vietnã, Irão, Irã, Iraque, Roménia,
    Romênia, Polónia, Polônia, Quénia, Quênia, Costa do Marfim, República Centro-Africana, Emirados Árabes,
    Timor Leste, Timor-Leste, Guiné Equatorial, Guiné-Bissau, Cabo Verde, São Tomé, Trinidad e Tobago,
    Trindade e Tobago, São Vicente e Granadinas, Antígua e Barbuda, São Cristóvão e Névis, Papua-Nova Guiné,
    República Popular da China, República Democrática do Congo, República Popular Democrática da Coreia,
    República da Coreia, Federação Russa, Federação da Rússia, Sudão do Sul, África do Sul, Nova Zelândia,
    Arábia Saudita, Sri Lanka, Porto Rico, El Salvador
  `),
    organization: phrases(`
    Kremlin, Kremlim, Casa Branca, Pentágono, Downing Street, Planalto, Palácio do Planalto, Palácio da Alvorada,
    Itamaraty, Palácio do Itamaraty, Palácio dos Bandeirantes, Palácio Guanabara, Palácio de São Bento,
    Palácio de Belém, Palácio das Necessidades, Eliseu, Palácio do Eliseu, Élysée, Matignon, Casa Rosada, La Moneda,
    Palácio de La Moneda, Palácio de Miraflores, Casa de Nariño, Moncloa, La Moncloa, Palácio da Moncloa, Zarzuela,
    Palácio de Buckingham, Whitehall, Quirinal, Palácio do Quirinal, Palazzo Chigi, Zhongnanhai, Casa Azul, Malacañang,
    Quai d'Orsay, Foggy Bottom
  `),
    event: phrases(`
      Copa do Mundo, Mundial de Clubes, Copa América, Copa Libertadores, Libertadores, Copa Sul-Americana, Copa do Brasil,
      Copa Davis, Taça Davis, Taça de Portugal, Taça da Liga, Primeira Liga, Brasileirão, Campeonato Brasileiro,
      Liga dos Campeões, Liga Europa, Liga das Nações, Liga Conferência, Champions League, Eurocopa, Premier League, La Liga,
      Bundesliga, Serie A, Ligue 1, NBA, Super Bowl, Wimbledon, Roland Garros, Roland-Garros, US Open, Open da Austrália,
      Australian Open, Grand Slam, Volta à França, Tour de France, Giro d'Italia, Vuelta, Vuelta a España,
      Volta a Portugal, Fórmula 1, MotoGP, Rali Dakar, Jogos Olímpicos, Jogos Paralímpicos, Olimpíadas, Paralimpíadas,
      Jogos Pan-Americanos, Eurovisão, Festival da Eurovisão, Web Summit
    `),
  },
  blocs: phrases('o Ocidente, ao Ocidente, do Ocidente, no Ocidente, pelo Ocidente, e Ocidente'),
  names: {
    location: phrases(`
      Cisjordânia, Faixa de Gaza, Gaza, Tibete, Chechênia,
      Tchetchênia, Crimeia, Donbas, Donbass, Ocidente, Oriente, Extremo Oriente, Oriente Médio, Médio Oriente,
      América Latina, América Central, América do Norte, América do Sul, América, Leste Europeu, Sudeste Asiático,
      Bálcãs, Balcãs, Cáucaso, Escandinávia, Península Ibérica, Mediterrâneo, Atlântico, Pacífico, Ártico, Antártida,
      Amazônia, Pantanal, Nordeste, Sudeste, Moscou, Moscovo, Pequim, Pyongyang, Seul, Tóquio, Teerã, Teerão, Bagdá,
      Bagdade, Damasco, Cabul, Nova Délhi, Nova Deli, Hanói, Bangcoc, Banguecoque, Jacarta, Manila, Singapura, Cingapura,
      Xangai, Hong Kong, Islamabad, Riad, Doha, Dubai, Meca, Jerusalém, Tel Aviv, Beirute, Amã, Ancara, Istambul,
      Cairo, Argel, Túnis, Trípoli, Cartum, Nairóbi, Luanda, Maputo, Joanesburgo, Pretória, Cidade do Cabo, Londres,
      Paris, Berlim, Roma, Madri, Madrid, Barcelona, Lisboa, Porto, Coimbra, Bruxelas, Haia, Amsterdã, Amesterdão,
      Genebra, Zurique, Viena, Praga, Budapeste, Varsóvia, Bucareste, Sófia, Atenas, Belgrado, Zagreb, Sarajevo,
      Copenhague, Copenhaga, Estocolmo, Oslo, Helsinque, Helsínquia, Dublin, Edimburgo, Kiev, Minsk, Vilnius, Riga,
      Tallinn, São Petersburgo, Veneza, Milão, Turim, Nápoles, Florença, Munique, Hamburgo, Colônia, Frankfurt,
      Marselha, Sevilha, Washington, Nova York, Nova Iorque, Los Angeles, Chicago, Boston, Miami, São Francisco,
      Filadélfia, Califórnia, Flórida, Texas, Havaí, Alasca, Nova Jersey, Ottawa, Toronto, Cidade do México, Havana,
      Bogotá, Caracas, Lima, Quito, La Paz, Santiago, Buenos Aires, Montevidéu, Assunção, Camberra, Sydney,
      Brasília, Bavária, Catalunha, Andaluzia, Galiza, Sicília, Sardenha, Toscana, Normandia, Bretanha, Flandres,
      Sibéria, Caxemira, Curdistão, Algarve, Alentejo, Minho, Madeira, Açores, Timor, Guiné
    `),
    organization: phrases(`
      ONU, Organização das Nações Unidas, Nações Unidas, OTAN, NATO, UE, União Europeia, Comissão Europeia,
      Parlamento Europeu, Conselho de Segurança, OMS, OMC, OIT, FMI, Fundo Monetário Internacional, Banco Mundial,
      OCDE, OPEP, OEA, UNESCO, Unesco, UNICEF, Unicef, AIEA, OSCE, G7, G20, G8, BRICS, Mercosul, Mercosur, CPLP, BCE, Interpol,
      Europol, Cruz Vermelha, Anistia Internacional, Greenpeace, CIA, FBI, NASA, Nasa, Vaticano, Talibã, Taliban, Hamas, Hezbollah, Al Qaeda, Al-Qaeda, Estado Islâmico,
      Mossad, KGB, FSB, STF, STJ, TSE, TCU, PF, IBGE, BNDES, INSS, USP, PT, PSDB, PMDB, MDB, PFL, PDT, PSB, PSD, PCP,
      CDS, Reuters, AP, Associated Press, AFP, France Presse, EFE, Lusa, TASS, Tass, RIA Novosti, Interfax, Xinhua, KCNA,
      Yonhap, BBC, CNN, NHK, DPA, Bloomberg, New York Times, The New York Times, Washington Post, Financial Times,
      Le Monde, El País, The Guardian, Globo, O Globo, Folha de S. Paulo, O Estado de S. Paulo, Público, RTP, Petrobras,
      Google, Microsoft, Apple, Facebook, Meta, Amazon, Twitter, Gazprom, Rosneft, Fifa, FIFA, UEFA, Uefa, COI, Boeing,
      Airbus, Toyota, Volkswagen, Embraer, Senado, Polícia Federal, Supremo Tribunal Federal
    `),
    event: phrases(`
      Segunda Guerra Mundial, Primeira Guerra Mundial, Guerra Fria,
      Revolução Francesa, Revolução dos Cravos, Holocausto, Brexit, Natal, Páscoa
    `),
    product: phrases(
      'Bíblia, Alcorão, Windows, iPhone, Android, WhatsApp, Instagram, YouTube, Bolsa Família',
    ),
  },
  synonyms: phraseGroups(`
    Estados Unidos, EUA, Estados Unidos da América
    Rússia, Federação Russa
    Coreia do Norte, RPDC, República Popular Democrática da Coreia, República Democrática Popular da Coreia
    Coreia do Sul, República da Coreia
    China, RPC, República Popular da China
    Reino Unido, Grã-Bretanha
    Emirados Árabes Unidos, EAU
    Países Baixos, Holanda
    Alemanha, República Federal da Alemanha, RFA
    República Democrática do Congo, RDC, RD Congo, Congo - Kinshasa, Congo-Kinshasa
    União Soviética, URSS, União das Repúblicas Socialistas Soviéticas
    ONU, Nações Unidas, Organização das Nações Unidas
    OTAN, NATO, Organização do Tratado do Atlântico Norte, Aliança Atlântica
  `),
  usualLabel: 'person',
  furniture: words(`
    leia_também leia_mais leia_a_seguir ler_mais ler_também veja_também veja_mais ver_mais ver_também saiba_mais
    mais_informações mais_notícias mais_lidas mais_lidos mais_vistas as_mais_lidas mais_recente mais_recentes
    recomendadas recomendado_para_você para_ler_mais relacionadas relacionados notícias_relacionadas
    artigos_relacionados matérias_relacionadas compartilhe compartilhar partilhar partilhe
    compartilhar_no_facebook partilhar_no_facebook siga_nos ouvir_a_matéria assine assine_já assinar assinatura
    subscrever subscreva entrar login iniciar_sessão cadastre_se registar registe_se registrar publicidade
    anúncio anúncios patrocinado conteúdo_patrocinado comentários comentário deixe_um_comentário
    deixe_seu_comentário deixar_um_comentário comentar responder arquivo arquivos tags etiquetas tópicos temas
    categorias pesquisar pesquisa buscar busca procurar menu início página_inicial anterior próximo próxima
    seguinte fechar voltar imprimir enviar copiar_link foto fotos vídeo vídeos galeria newsletter newsletters
    boletim cookies aceitar aceitar_todos aceitar_cookies aceitar_todos_os_cookies rejeitar rejeitar_todos
    gerir_cookies gerenciar_cookies política_de_cookies política_de_privacidade aviso_legal termos_de_uso
    termos_e_condições contacto contato fale_conosco quem_somos sobre_nós últimas_notícias última_hora destaques
    ir_para_o_conteúdo pular_para_o_conteúdo saltar_para_o_conteúdo todos_os_direitos_reservados
  `),
};
