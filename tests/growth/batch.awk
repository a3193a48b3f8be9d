# Makes the streams that normalize would write from a short notation, `|` between cells:
#   doc|DOC|MONTH|PUBLISHED|SOURCE
#   obs|ID|INDICATOR|PERIOD|BASIS|VALUE|LOW|HIGH|UNIT|BOUND|STATUS|ORIGIN|BYTE|PRINTED
#   growth|ID|OBS|INDICATOR|PERIOD|BASIS|COMPARISON|BASE_PERIOD|KIND|CHANGE|BOUND|BYTE|PRINTED|BASE_VALUE|UNIT
# LOW and HIGH: `=` is the value itself. Files: sources lines documents observations growth ledger findings
# in the folder -v to=DIR. No cell but the printed comparison may hold a comma, none a quote.
BEGIN {
	FS = "|"
	print "doc_id,source,sha256,bytes,media_type,encoding,given_period,given_published,given_issuer,given_title" > (to "/sources.csv")
	print "doc_id,byte_start,kind,text" > (to "/lines.csv")
	print "doc_id,source,sha256,bytes,media_type,encoding,title,issuer,report_period,coverage,published,observations,growth,findings" > (to "/documents.csv")
	print "obs_id,doc_id,report_period,issuer,field,series_id,indicator,subject,ref_area,freq,time_period,period_start,period_end,time_basis,as_of,obs_value,low,high,unit_measure,printed_mult,decimals,bound,obs_status,of_total,origin,printed,byte_start,byte_end,quote" > (to "/observations.csv")
	print "growth_id,obs_id,doc_id,report_period,issuer,field,series_id,indicator,subject,ref_area,freq,time_period,time_basis,basis,base_period,kind,change,bound,stated,base_value,base_origin,base_vintage,computed,computed_low,computed_high,verdict,printed,byte_start,byte_end" > (to "/growth.csv")
	print "doc_id,byte_start,byte_end,token,outcome,obs_id,growth_id,reason" > (to "/ledger.csv")
	print "finding_id,doc_id,report_period,severity,rule,obs_id,growth_id,byte_start,byte_end,message_en,message_vi" > (to "/findings.csv")
}
function freq(period) {
	return period ~ /\// ? "I" : period ~ /Q/ ? "Q" : period ~ /S/ ? "S" : length(period) == 4 ? "A" : "M"
}
function series(indicator, period, basis, unit,    f) {
	f = freq(period)
	gsub(/[{}]/, "", unit)
	if (basis == "as_of" || period ~ /-Q1$/ || period ~ /-S1$/ || f == "A") {
		f = "M"
		if (basis == "period")
			basis = "ytd"
	}
	return "MIC." indicator ".VN." f "." basis "." unit
}
/^#/ || NF == 0 { next }
$1 == "doc" {
	doc = $2; month = $3
	print doc "," $5 ",,10,text/plain,UTF-8,,,," > (to "/sources.csv")
	print doc ",0,para,report " doc > (to "/lines.csv")
	print doc "," $5 ",,10,text/plain,UTF-8,Report,MIC," month "," month "," $4 ",0,0,0" > (to "/documents.csv")
}
$1 == "obs" {
	low = $7 == "=" ? $6 : $7; high = $8 == "=" ? $6 : $8
	print $2 "," doc "," month ",MIC,field," series($3, $4, $5, $9) "," $3 "," tolower($3) ",VN," freq($4) "," $4 ",,," $5 ",," $6 "," low "," high "," $9 ",0,0," $10 "," $11 ",," $12 "," $14 "," $13 "," $13 + length($14) ",sentence" > (to "/observations.csv")
}
$1 == "growth" {
	print $2 "," $3 "," doc "," month ",MIC,field," series($4, $5, $6, $15) "," $4 "," tolower($4) ",VN," freq($5) "," $5 "," $6 "," $7 "," $8 "," $9 "," $10 "," $11 ",true," $14 "," ($14 == "" ? "" : "stated_base") ",,,,,,\"" $13 "\"," $12 "," $12 + length($13) > (to "/growth.csv")
}
