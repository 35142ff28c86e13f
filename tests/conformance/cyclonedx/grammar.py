"""Makes src/bill/cyclonedx/{json,xml}.grammar and spdx-licences.txt from the official CycloneDX schemas.

    python3 tests/conformance/cyclonedx/grammar.py FOLDER_OF_SCHEMAS src/bill/cyclonedx

XML 1.0 and 1.1 are made from 1.2 by taking off what their own schemas do not have.
"""
import difflib
import json
import re
import sys
import xml.etree.ElementTree as E
D = sys.argv[1].rstrip('/') + '/'
OUT = sys.argv[2]
VJ=['1.2','1.3','1.4','1.5','1.6','1.7']
VX=['1.0','1.1']+VJ
# ---------- JSON
def load(v): return json.load(open(D+{'1.2':'bom-1.2-strict','1.3':'bom-1.3-strict'}.get(v,'bom-'+v)+'.schema.json'))
PAT={'^urn:uuid:':'uuid','^([a-fA-F0-9]{32}':'hash-content','^[-+a-z0-9.]+/':'mime-type','^([a-z]{2})':'locale','^CRE:':'cre','^[A-Za-z0-9][A-Za-z':'patent-number','^[A-Z]{2}$':'two-capitals'}
FMT={'date-time':'timestamp','date':'date','iri-reference':'iri','idn-email':'text','uri':'uri'}
RENAME={'ROOT':'bom','component.pedigree':'pedigree','compositions':'composition','annotations':'annotation'}
class J:
    def __init__(s,v):
        s.v=v; s.sch=load(v); s.objs={}; s.enums={}; s.defs=s.sch['definitions']
        s.jsf=json.load(open(D+'jsf-0.82.schema.json'))['definitions']
        s.crypto=json.load(open(D+'cryptography-defs.schema.json'))['definitions']
        s.named={}
        s.obj('bom',{k:x for k,x in s.sch.items() if k!='definitions'})
    def enum(s,name,vals):
        n=name
        if n in s.enums and s.enums[n]!=vals: n=name+'-'+str(len(s.enums))
        s.enums[n]=vals; return n
    def ref(s,r):
        if r=='spdx.schema.json': return 'spdx-licence'
        if 'cryptography-defs' in r:
            n=r.split('/')[-1]; return s.enum({'algorithmFamiliesEnum':'algorithm-family','ellipticCurvesEnum':'elliptic-curve'}[n],s.crypto[n]['enum'])
        if 'jsf' in r: s.signature(); return 'signature'
        n=r.split('/')[-1]
        if n=='refType' or n=='refLinkType': return 'ref'
        if n=='signature': s.signature(); return 'signature'
        return s.typ(s.defs[n],RENAME.get(n,n),True)
    def signature(s):
        if 'signature' in s.objs: return
        s.objs['signature']=[]
        alg=s.enum('signature-algorithm',s.jsf['signer']['properties']['algorithm']['oneOf'][0]['enum'])
        kty=s.enum('key-type',s.jsf['keyType']['enum'])
        signer=['algorithm signature-algorithm|uri','keyId text','publicKey public-key','certificatePath [text]','excludes [text]','value text']
        s.objs['signature']=['signers [signer]','chain [signer]']+signer+['only signers? | chain? | algorithm value keyId? publicKey? certificatePath? excludes?']
        s.objs['signer']=[re.sub(r'^(algorithm|value) ',r'\1! ',x) for x in signer]
        s.objs['public-key']=['kty! '+kty,'crv text','x text','y text','n text','e text','only kty crv x y | kty crv x | kty n e']
    def typ(s,n,name,isdef=False):
        if n is True or n=={}: return 'any'
        if '$ref' in n: return s.ref(n['$ref'])
        if 'enum' in n:
            return s.enum(name.replace('.','-'),n['enum'])
        t=n.get('type')
        if t=='string':
            if 'pattern' in n and n['pattern']!='^(.*)$':
                for k,x in PAT.items():
                    if n['pattern'].startswith(k): return x
                if n['pattern'].startswith('^urn:cdx'): return 'bom-link-element' if '#' in n['pattern'] else 'bom-link-document'
                raise Exception(n['pattern'])
            if n.get('format') in FMT: return FMT[n['format']]
            if 'minLength' in n or 'maxLength' in n: 
                a,b=n.get('minLength',0),n.get('maxLength','')
                return 'ref' if (a,b)==(1,'') else f'text({a}..{b})'
            return 'text'
        if t in('integer','number'):
            a,b=n.get('minimum',''),n.get('maximum','')
            return t+(f'({a}..{b})' if (a,b)!=('','') else '')
        if t=='boolean': return 'boolean'
        if t=='array':
            it=n.get('items',True)
            if 'oneOf' in n: # licenseChoice 1.5, 1.6
                a,b=n['oneOf']; p=dict(a['items']['properties']); q=b['items'][0]['properties']
                m={'type':'object','additionalProperties':False,'properties':{**p,**q}}
                s.obj('licenseChoice',m,['only license | expression '+' '.join(k+'?' for k in q if k!='expression')])
                return '[licenseChoice]lone'
            return '['+s.typ(it,name)+']'+('unique' if n.get('uniqueItems') else '')+('some' if n.get('minItems') else '')
        if ('oneOf' in n or 'anyOf' in n) and 'properties' not in n:
            alts=n.get('oneOf') or n['anyOf']
            flat=[s.deref(a) for a in alts]
            objs=[a for a in flat if 'properties' in a or a.get('type')=='object']
            if len(objs)>1:
                props={};var=[]
                for a in objs:
                    props.update(a['properties']); r=a.get('required',[])
                    var.append(' '.join([k for k in a['properties'] if k in r]+[k+'?' for k in a['properties'] if k not in r]))
                rest=[s.typ(a,name) for a in flat if a not in objs]
                s.obj(name,{'type':'object','additionalProperties':False,'properties':props},[key+' '+' | '.join(var)])
                return '|'.join([name]+rest)
            out=[]
            for a in alts:
                x=s.typ(a,name)
                if x not in out: out.append(x)
            if 'ref' in out: out=[x for x in out if not x.startswith('bom-link')]
            if 'iri' in out: out=[x for x in out if not x.startswith('bom-link')]
            if 'text' in out: out=[x for x in out if x=='text' or x in s.objs or x.startswith('[')]
            if len(out)>1 and all(x.startswith('[') and x.endswith(']') for x in out): return '['+'|'.join(x[1:-1] for x in out)+']alike'
            return '|'.join(out)
        if 'allOf' in n and 'properties' not in n and len(n['allOf'])==1: return s.typ(n['allOf'][0],name)
        if t=='object' or 'properties' in n:
            return s.obj(name,n)
        return 'any'
    def deref(s,a):
        while '$ref' in a and a['$ref'].startswith('#') and a['$ref'].split('/')[-1] not in('refType','refLinkType'): a=s.defs[a['$ref'].split('/')[-1]]
        return a
    def obj(s,name,n,extra=()):
        name=RENAME.get(name,name)
        if name in s.objs: return name
        L=s.objs[name]=[]
        if n.get('additionalProperties',True) is not False: L.append('open')
        req=n.get('required',[])
        for k,v in n['properties'].items():
            L.append(k+('!' if k in req else '')+' '+s.typ(v,('' if name=='bom' else name+'.')+k))
        for key,word in(('oneOf','one'),('anyOf','any')):
            if key in n: L.append(word+' '+' | '.join(' '.join(a['required']) for a in n[key]))
        if 'allOf' in n: L.append('range-only-when-external')
        L+=list(extra)
        return name
# ---------- XML
X='{http://www.w3.org/2001/XMLSchema}'
XS={'string':'text','normalizedString':'text','token':'text','anyURI':'text','dateTime':'date-time','date':'xml-date','boolean':'xml-boolean','integer':'xml-integer','positiveInteger':'xml-integer(1..)','nonNegativeInteger':'xml-integer(0..)','decimal':'decimal','anyType':'any'}
XREN={'organizationalEntity':'organizationalEntity','postalAddressType':'postalAddress','hashType':'hash','propertyType':'property','dependencyType':'dependency','compositionType':'composition','swidType':'swid','pedigreeType':'pedigree','licenseTextType':'attachedTextType'}
def strip(e): return [c for c in e if c.tag!=X+'annotation']
def occ(e):
    a,b=e.get('minOccurs','1'),e.get('maxOccurs','1')
    return {('1','1'):'!',('0','1'):'?',('0','unbounded'):'*',('1','unbounded'):'+'}[(a,b)]
class XG:
    def __init__(s,root):
        s.root=root; s.types={}; s.enums={}; s.simple={}; s.cplx={}; s.groups={}
        for c in strip(root):
            t=c.tag.replace(X,'')
            if t=='complexType': s.cplx[c.get('name')]=c
            if t=='simpleType': s.simple[c.get('name')]=c
            if t=='attributeGroup': s.groups[c.get('name')]=c
        for c in strip(root):
            if c.tag==X+'element' and c.get('name')=='bom': s.complex(strip(c)[0],'bom')
    def name(s,ref,ctx):
        p,n=ref.split(':')
        if p=='xs': return XS[n]
        if p=='spdx': return 'spdx-licence'
        if n in s.simple: return s.simp(s.simple[n],n)
        return s.complex(s.cplx[n],XREN.get(n,n))
    def simp(s,e,name):
        if name in('refType','refLinkType'): return 'ref'
        u=e.find(X+'union')
        if u is not None:
            o=[]
            for m in u.get('memberTypes').split(): 
                x=s.name(m,name)
                for y in x.split('|'):
                    if y not in o: o.append(y)
            if 'text' in o: return 'text'
            if 'ref' in o: return 'ref'
            return '|'.join(o)
        r=e.find(X+'restriction'); f=strip(r)
        en=[c.get('value') for c in f if c.tag==X+'enumeration']
        if en:
            n={'classification':'component-type'}.get(name,name).replace('.','-')
            if n in s.enums and s.enums[n]!=en: n+='-2'
            s.enums[n]=en; return n
        k={c.tag.replace(X,''):c.get('value') for c in f}
        if 'pattern' in k:
            p='^'+k['pattern']
            if name=='cpe': return 'cpe'
            if name=='hashValue': return 'hash-content'
            if p.startswith('^urn:uuid'): return 'xml-uuid'
            if p.startswith('^urn:cdx'): return 'bom-link-element' if '#' in p else 'bom-link-document'
            for a,x in list(PAT.items())+[('^[-+a-z0-9.]+/','mime-type'),('^([a-z]{2})','locale'),('^[A-Z]{2}','two-capitals')]:
                if p.startswith(a): return x
            raise Exception(p)
        base=s.name(r.get('base'),name)
        if 'minLength' in k or 'maxLength' in k:
            return f"text({k.get('minLength',0)}..{k.get('maxLength','')})" if 'maxLength' in k else 'ref'
        if 'minInclusive' in k or 'maxInclusive' in k:
            return base.split('(')[0]+f"({k.get('minInclusive','')}..{k.get('maxInclusive','')})"
        return base
    def etype(s,e,ctx):
        if e.get('type'): return s.name(e.get('type'),ctx)
        for c in strip(e):
            if c.tag==X+'complexType': return s.complex(c,ctx)
            if c.tag==X+'simpleType': return s.simp(c,ctx)
        return 'any'
    def complex(s,e,name):
        if name in s.types: return name
        L=s.types[name]=[]
        A=[];B=[]
        if e.get('mixed'): B.append('mixed')
        kids=strip(e)
        for c in kids: s.part(c,name,A,B)
        # a lone top sequence that occurs once needs no brackets
        if B and B[0]=='seq!' and B[-1]=='end' and s.closes(B): B=B[1:-1]
        L+=A+B
        # What the prose asks for and the XML Schema lets pass; the JSON Schema does not.
        if name=='licenseType': L.append('one id | name')
        if name=='component.licenses.license': L.append('any id | name')
        if name=='citationType': L.append('any attributedTo | process')
        if name=='component' and any(x.startswith('versionRange') for x in L): L.append('range-only-when-external')
        return name
    def closes(s,B):
        d=0
        for i,x in enumerate(B):
            if re.match(r'(seq|choice)[!?*+]$',x): d+=1
            if x=='end':
                d-=1
                if d==0 and i<len(B)-1: return False
        return True
    def part(s,c,ctx,A,B):
        t=c.tag.replace(X,'')
        if t in('sequence','choice'):
            B.append({'sequence':'seq','choice':'choice'}[t]+occ(c))
            for x in strip(c): s.part(x,ctx,A,B)
            B.append('end')
        elif t=='element':
            B.append(c.get('name')+occ(c)+' '+('text(0..0)|' if c.get('default') else '')+s.etype(c,(ctx+'.' if ctx!='bom' else '')+c.get('name')))
        elif t=='attribute':
            A.append('@'+c.get('name')+('!' if c.get('use')=='required' else '')+' '+s.etype(c,ctx+'.'+c.get('name')))
        elif t=='any': B.append('any-element')
        elif t=='anyAttribute': A.append('any-attribute' if c.get('namespace')=='##any' else 'foreign-attribute')
        elif t=='attributeGroup':
            for x in strip(s.groups[c.get('ref').split(':')[1]]): s.part(x,ctx,A,B)
        elif t=='simpleContent':
            x=strip(c)[0]; B.append('. '+s.name(x.get('base'),ctx))
            for y in strip(x): s.part(y,ctx,A,B)
        else: raise Exception(t)
def xroot(v):
    if v in VJ: return E.parse(D+f'bom-{v}.xsd').getroot()
    r=E.parse(D+'bom-1.2.xsd').getroot()
    def ct(n): return next(c for c in r.iter(X+'complexType') if c.get('name')==n)
    def rm(p,pred):
        for q in list(p.iter()):
            for c in list(q):
                if pred(c): q.remove(c)
    def rmel(t,names): rm(t,lambda c:c.tag in(X+'element',X+'attribute') and c.get('name') in names)
    bom=next(c for c in r if c.tag==X+'element'); 
    rmel(bom,['metadata','services','dependencies'])
    for c in bom.iter(X+'element'):
        if c.get('name')=='components' and 'minOccurs' in c.attrib: del c.attrib['minOccurs']
    rmel(ct('component'),['supplier','author','swid','mime-type'])
    rmel(ct('pedigreeType'),['patches'])
    rm(r,lambda c:c.tag==X+'enumeration' and c.get('value') in('container','firmware','SHA3-384','BLAKE2b-256','BLAKE2b-384','BLAKE2b-512','BLAKE3'))
    if v=='1.0':
        rm(r,lambda c:c.tag==X+'enumeration' and c.get('value') in('file','excluded'))
        rmel(bom,['externalReferences','serialNumber']); rmel(ct('component'),['bom-ref','pedigree','externalReferences'])
        rm(bom,lambda c:c.tag==X+'any'); rm(ct('component'),lambda c:c.tag==X+'any'); rm(ct('componentsType'),lambda c:c.tag==X+'any')
        for a in r.iter(X+'anyAttribute'): a.set('namespace','##other')
        for c in ct('component').iter(X+'element'):
            if c.get('name')=='modified': c.attrib.pop('minOccurs',None)
        lic=next(c for c in ct('component').iter(X+'element') if c.get('name')=='licenses')
        for c in list(lic): lic.remove(c)
        frag=E.fromstring('''<xs:complexType xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:sequence minOccurs="1" maxOccurs="unbounded"><xs:element name="license"><xs:complexType><xs:sequence><xs:choice><xs:element name="id" type="spdx:licenseId" minOccurs="0" maxOccurs="unbounded"/><xs:element name="name" type="xs:normalizedString" minOccurs="0" maxOccurs="unbounded"/></xs:choice></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>''')
        lic.append(frag)
    return r
# ---------- merge
def rng(vs,allv):
    i=[allv.index(v) for v in vs]; out=[];a=b=i[0]
    for k in i[1:]:
        if k==b+1: b=k
        else: out.append((a,b)); a=b=k
    out.append((a,b))
    f=lambda a,b:'' if (a,b)==(0,len(allv)-1) else allv[a]+'-' if b==len(allv)-1 else '-'+allv[b] if a==0 else allv[a] if a==b else allv[a]+'-'+allv[b]
    return [f(a,b) for a,b in out]
def merge(per,allv):
    M=[]
    for v in allv:
        if v not in per: continue
        L=per[v]; old=[m[0] for m in M]; N=[]
        for tag,i1,i2,j1,j2 in difflib.SequenceMatcher(None,old,L,False).get_opcodes():
            if tag=='equal':
                for m in M[i1:i2]: N.append((m[0],m[1]+[v]))
            else:
                N+=M[i1:i2]; N+=[(x,[v]) for x in L[j1:j2]]
        M=N
    return M
def emit(kind,blocks,enums,allv,head):
    out=[head]
    for name,per in blocks.items():
        out.append(f'\n{kind} {name}')
        for line,vs in merge(per,allv):
            # a line that is there in every version that knows the type carries no mark
            vs2=vs if set(vs)!=set(per) else allv
            for r in rng(vs2,allv):
                out.append(f'  {r:8} {line}'.rstrip())
    for name,per in enums.items():
        out.append(f'\nenum {name}')
        vals={}
        for v in allv:
            for x in per.get(v,[]): vals.setdefault(x,[]).append(v)
        by={}
        for x,vs in vals.items(): by.setdefault(tuple(vs) if set(vs)!=set(per) else tuple(allv),[]).append(x)
        for vs,xs in by.items():
            for r in rng(list(vs),allv):
                line=''
                for x in xs:
                    if len(line)+len(x)>118: out.append(f'  {r:8} {line.strip()}'); line=''
                    line+=' '+x
                out.append(f'  {r:8} {line.strip()}')
    return '\n'.join(out)+'\n'
jb,je={}, {}
for v in VJ:
    g=J(v)
    for n,l in g.objs.items(): jb.setdefault(n,{})[v]=l
    for n,l in g.enums.items(): je.setdefault(n,{})[v]=[str(x) for x in l]
xb,xe={},{}
for v in VX:
    g=XG(xroot(v))
    for n,l in g.types.items(): xb.setdefault(n,{})[v]=l
    for n,l in g.enums.items(): xe.setdefault(n,{})[v]=l
HJ='''# CycloneDX JSON 1.2 to 1.7: every object, its members, their values.
# Made from the official JSON Schemas (CycloneDX/specification e02a34a; 1.2 and 1.3 by the strict ones).
# A line: versions that have it (none: all), member, ! where required, value. [x] is a list; unique: no item twice; some: not empty;
# lone: an expression stands alone; alike: no texts among objects. open: other members are allowed. one, any: exactly one, at least one of these is there.
# only: the members fit exactly one of these sets, x? may be absent.'''
HX='''# CycloneDX XML 1.0 to 1.7: every element type, its attributes, its children in order.
# Made from the official XML Schemas (CycloneDX/specification e02a34a).
# text(0..0): an empty element stands for the default of the XML Schema.
# A line: versions that have it (none: all), @attribute or child, ! once, ? at most once, * any number, + at least once, type.
# seq, choice .. end: groups. ". x": the text of the element. any-element, any-attribute, foreign-attribute: what else may stand there.
# one, any, range-only-when-external: as in json.grammar; the XML Schema lets these pass, the JSON Schema and the prose do not.'''
open(OUT+'/json.grammar','w').write(emit('object',jb,je,VJ,HJ))
open(OUT+'/xml.grammar','w').write(emit('type',xb,xe,VX,HX))
ids=json.load(open(D+'spdx.schema.json'))['enum']
open(OUT+'/spdx-licences.txt','w').write('\n'.join(sorted(ids))+'\n')
